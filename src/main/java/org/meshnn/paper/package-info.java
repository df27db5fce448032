/** The experiments of the paper (Galatolo, Cimino, Vaglini 2021), each under its own name. */
package org.meshnn.paper;
