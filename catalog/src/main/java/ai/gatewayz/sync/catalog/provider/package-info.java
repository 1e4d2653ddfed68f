/** Words of providers: how they are, and how often they are asked. */
@NullMarked
package ai.gatewayz.sync.catalog.provider;

import org.jspecify.annotations.NullMarked;
