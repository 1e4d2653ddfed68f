/** Parts that run beside the service without an installation: PostgreSQL, and Temporal in its three modes. */
@NullMarked
package ai.gatewayz.sync.cli.embedded;

import org.jspecify.annotations.NullMarked;
