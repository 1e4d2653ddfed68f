/** Lines of the project's documents and deployment files that are made from the code. */
@NullMarked
package ai.gatewayz.sync.cli.docs;

import org.jspecify.annotations.NullMarked;
