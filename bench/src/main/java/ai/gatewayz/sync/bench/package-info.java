/** Benchmarks of whole syncs and of the write path against its floor; the figures of docs/reference/speed.md come from here. */
@NullMarked
package ai.gatewayz.sync.bench;

import org.jspecify.annotations.NullMarked;
