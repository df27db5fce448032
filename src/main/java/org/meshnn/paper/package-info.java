/**
 * The experiments of the paper (Galatolo, Cimino, Vaglini 2021): its settings and its code's
 * defects under their own names, ours beside them, and what runs and reports them all.
 */
package org.meshnn.paper;
