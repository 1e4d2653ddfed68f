/** JSON shapes of the admin API. */
@NullMarked
package ai.gatewayz.sync.api.representations;

import org.jspecify.annotations.NullMarked;
