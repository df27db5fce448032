/** Where runs are made: on threads of this machine, or on those of many. */
@NullMarked
package org.meshnn.workers;

import org.jspecify.annotations.NullMarked;
