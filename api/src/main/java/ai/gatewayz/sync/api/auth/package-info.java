/** Who may do what: header-only bearer keys, three roles, deny by default. */
@NullMarked
package ai.gatewayz.sync.api.auth;

import org.jspecify.annotations.NullMarked;
