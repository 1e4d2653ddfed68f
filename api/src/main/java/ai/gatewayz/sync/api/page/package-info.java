/** The page that browsers show: its files as they are, under a policy that lets it use nothing but this service. */
@NullMarked
package ai.gatewayz.sync.api.page;

import org.jspecify.annotations.NullMarked;
