package ai.gatewayz.sync.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route that reads a request body: {@link JsonBody} or, for signed requests, {@link RawBody}. No other route takes one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TakesBody {
    /** Most bytes. */
    int maxBytes() default RequestBodyFilter.MAX_BYTES;

    /** Whether the bytes are left as they came, because a signature over them has to be checked before they are read. */
    boolean raw() default false;
}
