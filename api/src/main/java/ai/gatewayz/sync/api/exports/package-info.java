/** The catalog in formats that other tools load as they are. */
@NullMarked
package ai.gatewayz.sync.api.exports;

import org.jspecify.annotations.NullMarked;
