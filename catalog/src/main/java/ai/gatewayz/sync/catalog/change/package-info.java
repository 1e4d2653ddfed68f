/** Deciding whether a model or its price is different from what is stored. */
@NullMarked
package ai.gatewayz.sync.catalog.change;

import org.jspecify.annotations.NullMarked;
