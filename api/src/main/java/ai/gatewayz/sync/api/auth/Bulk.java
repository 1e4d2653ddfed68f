package ai.gatewayz.sync.api.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An open route that does much at once: few at a time, and so many a minute from one address. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Bulk {
    /** Most bytes of a body. */
    int MAX_BYTES = 8 * 1024 * 1024;

    /** Most items of a body. */
    int MOST_ITEMS = 10_000;
}
