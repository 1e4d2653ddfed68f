package ai.gatewayz.sync.activities.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Posts small JSON documents to addresses that operators configured: https and public networks only, checked when it
 * connects; never redirected, never through a proxy.
 */
public final class NotificationClient implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(5);

    private final boolean privateNetworks;
    private final PublicAddresses addresses;
    private final OkHttpClient http;

    /**
     * A client over the system's name resolution.
     *
     * @param privateNetworks also allow http and private networks: for replay, tests and mirrors
     */
    public NotificationClient(boolean privateNetworks) {
        this.privateNetworks = privateNetworks;
        addresses = new PublicAddresses(Dns.SYSTEM, privateNetworks);
        http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(CALL)
                .writeTimeout(CALL)
                .callTimeout(CALL)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .proxy(Proxy.NO_PROXY)
                .dns(addresses)
                .build();
    }

    /**
     * Why an address cannot be used; null when it can.
     *
     * @param privateNetworks as for the client
     */
    public static @Nullable String problem(String url, boolean privateNetworks) {
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null) {
            return "must be an https address";
        }
        if (!parsed.isHttps() && !privateNetworks) {
            return "must begin with https://";
        }
        if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
            return "must not hold a user name or password";
        }
        try {
            new PublicAddresses(Dns.SYSTEM, privateNetworks).checkLiteral(parsed);
        } catch (UnknownHostException e) {
            return "must not lead into a private network";
        }
        return null;
    }

    /**
     * Posts a document.
     *
     * @throws NotificationException when it was not answered with a 2xx status in five seconds
     */
    public void post(String url, Map<String, String> headers, byte[] json) throws NotificationException {
        String problem = problem(url, privateNetworks);
        HttpUrl target = HttpUrl.parse(url);
        if (problem != null || target == null) {
            throw new NotificationException("the address " + problem);
        }
        Request.Builder request = new Request.Builder().url(target).post(RequestBody.create(json, JSON));
        headers.forEach(request::header);
        try (Response response = http.newCall(request.build()).execute()) {
            if (!response.isSuccessful()) {
                throw new NotificationException("answered with status " + response.code());
            }
        } catch (PublicAddresses.RefusedAddressException e) {
            throw new NotificationException("the name leads into a private network");
        } catch (InterruptedIOException e) {
            throw new NotificationException("no answer in time");
        } catch (IOException e) {
            throw new NotificationException("no connection (" + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
