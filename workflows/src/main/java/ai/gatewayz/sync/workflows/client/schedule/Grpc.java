package ai.gatewayz.sync.workflows.client.schedule;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** What a server said, wherever in the chain of causes it is. */
final class Grpc {
    private Grpc() {}

    static boolean has(Throwable failure, Status.Code code) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status
                    && status.getStatus().getCode() == code) {
                return true;
            }
        }
        return false;
    }
}
