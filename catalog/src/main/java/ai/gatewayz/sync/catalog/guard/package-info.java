/** Rules that keep a bad fetch from changing or removing good data. */
@NullMarked
package ai.gatewayz.sync.catalog.guard;

import org.jspecify.annotations.NullMarked;
