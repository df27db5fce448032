/**
 * What only the paper's experiments need (Galatolo, Cimino, Vaglini 2021, section 4): its code's
 * defects, reproduced under their own names, and nothing that a user's mesh would rest on.
 */
package org.meshnn.paper;
