package ai.gatewayz.sync.api.http;

import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Names the array that an answer is made of, so that it can be sent slowly to many without a copy for each. An array that a
 * route has answered with is never written to again.
 */
public final class UnchangedBytes implements WriterInterceptor {
    /** Request attribute that holds the array. */
    public static final String PROPERTY = "unchanged_bytes";

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (context.getEntity() instanceof byte[] bytes) {
            context.setProperty(PROPERTY, bytes);
        }
        context.proceed();
    }
}
