/** A provider's offering of a model: identity, facts, capabilities and price. */
@NullMarked
package ai.gatewayz.sync.catalog.model;

import org.jspecify.annotations.NullMarked;
