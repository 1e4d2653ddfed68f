/** Exact prices: quoting units, the one conversion to US dollars per billing unit, price components and states. */
@NullMarked
package ai.gatewayz.sync.catalog.price;

import org.jspecify.annotations.NullMarked;
