/**
 * Studies that run into a ledger, go on after a kill, and end in a report with an interval for
 * every figure. Knows what a run is, not what is studied.
 */
package org.meshnn.replication;
