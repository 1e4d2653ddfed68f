/** Jobs: started, joined, awaited and described through Temporal, or read from the run log when it forgot them. */
@NullMarked
package ai.gatewayz.sync.api.jobs;

import org.jspecify.annotations.NullMarked;
