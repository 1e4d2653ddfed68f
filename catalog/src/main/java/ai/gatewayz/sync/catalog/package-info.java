/** The pure domain: models, exact prices, change detection and guards. No I/O, no framework, no clock. */
@NullMarked
package ai.gatewayz.sync.catalog;

import org.jspecify.annotations.NullMarked;
