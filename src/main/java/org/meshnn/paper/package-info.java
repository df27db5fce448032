/**
 * The experiments of the paper (Galatolo, Cimino, Vaglini 2021): its settings and its code's
 * defects under their own names, and ours beside them.
 */
package org.meshnn.paper;
