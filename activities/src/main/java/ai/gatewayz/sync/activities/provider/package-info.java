/** A file per provider: who it is, how its list is called and pages, what its records mean. {@code Providers} lists them all. */
@NullMarked
package ai.gatewayz.sync.activities.provider;

import org.jspecify.annotations.NullMarked;
