/** The catalog in the file formats of other tools: written row by row, exact numbers, nothing unknown shown as zero. */
@NullMarked
package ai.gatewayz.sync.api.export;

import org.jspecify.annotations.NullMarked;
