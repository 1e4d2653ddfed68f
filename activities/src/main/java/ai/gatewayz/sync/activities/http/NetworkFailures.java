package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.http.PublicAddresses.RefusedAddressException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/** Names what the network did. Exceptions' own texts are left out, because some quote what came over the wire. */
final class NetworkFailures {
    private NetworkFailures() {}

    /** Trouble before an answer came. */
    static ProviderCallException beforeAnswer(PageCall call, HttpUrl url, IOException e) {
        if (e instanceof RefusedAddressException) {
            return PageRequests.refused(call, url);
        }
        if (e instanceof InterruptedIOException) {
            return timeout(call, url);
        }
        if (e instanceof SSLException && !isCutOff(e)) {
            return call.failure(
                    Kind.TLS,
                    "no trusted connection to " + url.host() + " ("
                            + e.getClass().getSimpleName() + ")");
        }
        String what;
        if (e instanceof UnknownHostException) {
            what = "the name " + url.host() + " was not found";
        } else if (e instanceof ConnectException) {
            what = url.host() + " refused the connection";
        } else {
            what = "the connection to " + url.host() + " failed ("
                    + e.getClass().getSimpleName() + ")";
        }
        return call.failure(Kind.UNAVAILABLE, what);
    }

    /** Trouble while the list was read. */
    static ProviderCallException whileReading(PageCall call, HttpUrl url, IOException e) {
        if (e instanceof InterruptedIOException) {
            return timeout(call, url);
        }
        if (e instanceof PageScanner.UnreadablePageException) {
            return call.failure(Kind.BAD_PAYLOAD, "the answer cannot be read: " + e.getMessage());
        }
        return call.failure(
                Kind.BAD_PAYLOAD,
                "the answer is cut off or badly encoded (" + e.getClass().getSimpleName() + ")");
    }

    private static ProviderCallException timeout(PageCall call, HttpUrl url) {
        return Thread.currentThread().isInterrupted()
                ? call.failure(Kind.UNAVAILABLE, "interrupted while waiting for the provider")
                : call.failure(Kind.TIMEOUT, "no complete answer from " + url.host() + " in time");
    }

    /** A handshake that just breaks off is the network's fault; one that fails is not worth a second attempt. */
    private static boolean isCutOff(IOException e) {
        return e.getCause() instanceof EOFException || e.getCause() instanceof SocketException;
    }
}
