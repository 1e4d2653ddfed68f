/** What ran and what has to run: the logs of runs, providers that are due, and requested refreshes. */
@NullMarked
package ai.gatewayz.sync.activities.runs;

import org.jspecify.annotations.NullMarked;
