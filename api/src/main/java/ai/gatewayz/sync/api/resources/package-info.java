/** Routes. */
@NullMarked
package ai.gatewayz.sync.api.resources;

import org.jspecify.annotations.NullMarked;
