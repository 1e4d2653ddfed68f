/** Looks at this machine and says what keeps the service from running and what to do. */
@NullMarked
package ai.gatewayz.sync.cli.doctor;

import org.jspecify.annotations.NullMarked;
