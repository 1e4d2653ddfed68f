package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.Credential;
import ai.gatewayz.sync.activities.provider.Paging;
import ai.gatewayz.sync.activities.provider.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches providers' lists. Every fetch ends: with the complete list or with a typed failure; nothing partial comes
 * out. Makes each call once: whether to try again is decided above. Thread-safe; one instance serves all providers.
 */
public final class ProviderHttpClient implements AutoCloseable {
    private static final int IDLE_CONNECTIONS = 8;
    private static final Duration IDLE_TIME = Duration.ofSeconds(30);

    private final FetchSettings settings;
    private final PageRequests requests;
    private final AnswerCheck answers;
    private final OkHttpClient http;

    /** A client over the system's name resolution and clock. */
    public ProviderHttpClient(FetchSettings settings, ProviderKeys keys) {
        this(settings, keys, Dns.SYSTEM, InstantSource.system());
    }

    ProviderHttpClient(FetchSettings settings, ProviderKeys keys, Dns resolver, InstantSource clock) {
        this.settings = settings;
        PublicAddresses addresses = new PublicAddresses(resolver, settings.baseUrlTemplate() != null);
        this.requests = new PageRequests(settings, keys, addresses);
        this.answers = new AnswerCheck(new RetryAfter(clock));
        this.http = new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                // A proxy would make the connection in our place, to addresses that nobody checked.
                .proxy(Proxy.NO_PROXY)
                .dns(addresses)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_TIME.toSeconds(), TimeUnit.SECONDS))
                .addNetworkInterceptor(ProviderHttpClient::exchange)
                .build();
    }

    /**
     * Fetches a provider's whole list. The caller closes the result.
     *
     * @throws ProviderCallException if there is no complete list
     * @throws RuntimeException whatever the listener throws, which cancels the fetch
     */
    public FetchedBody fetch(Provider provider, FetchListener listener) {
        return fetch(provider, provider.paging(), listener);
    }

    /**
     * Fetches a provider's list as far as another paging goes, as the first of two lists alone. The caller closes the result.
     *
     * @throws ProviderCallException if there is no complete list
     * @throws RuntimeException whatever the listener throws, which cancels the fetch
     */
    public FetchedBody fetch(Provider provider, Paging paging, FetchListener listener) {
        BodySpool spool = BodySpool.create();
        boolean complete = false;
        try (FetchWatch watch = new FetchWatch(provider.slug().value(), settings, listener)) {
            new Fetch(provider, paging, spool, watch).readPages();
            watch.throwIfStopped();
            FetchedBody body = spool.finish();
            complete = true;
            return body;
        } finally {
            if (!complete) {
                spool.discard();
            }
        }
    }

    /** Closes idle connections; calls that still run are not ended. */
    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** Runs once per request, when the connection stands. */
    private static Response exchange(Interceptor.Chain chain) throws IOException {
        FetchWatch watch = chain.request().tag(FetchWatch.class);
        if (watch != null) {
            watch.sent();
        }
        Response response = chain.proceed(chain.request());
        // At "Retry-After: 0" the library would repeat a 503 at once; one second is our shortest wait anyway.
        return response.code() == 503 && "0".equals(response.header("Retry-After"))
                ? response.newBuilder().header("Retry-After", "1").build()
                : response;
    }

    /** One list on its way. */
    private final class Fetch {
        private final Provider provider;
        private final Paging paging;
        private final BodySpool spool;
        private final FetchWatch watch;
        private long gzipBytes;
        private long textBytes;

        Fetch(Provider provider, Paging paging, BodySpool spool, FetchWatch watch) {
            this.provider = provider;
            this.paging = paging;
            this.spool = spool;
            this.watch = watch;
        }

        void readPages() {
            HttpUrl start = requests.start(provider);
            PageTrail trail = new PageTrail(provider, paging, start, settings.maxPages());
            Optional<HttpUrl> url = Optional.of(start);
            for (int number = 1; url.isPresent(); number++) {
                url = readPage(new PageCall(provider, number), url.orElseThrow(), trail);
                watch.pageRead();
            }
        }

        private Optional<HttpUrl> readPage(PageCall page, HttpUrl url, PageTrail trail) {
            Request request = requests.build(page, url)
                    .newBuilder()
                    .tag(FetchWatch.class, watch)
                    .build();
            Call call = http.newCall(request);
            call.timeout().timeout(settings.callTimeout(provider.timeout()).toNanos(), TimeUnit.NANOSECONDS);
            watch.begin(page, call);
            try (Response response = answer(page, url, call)) {
                watch.answered();
                boolean gzipped = answers.requireList(page, response);
                return read(page, response, gzipped, trail);
            } catch (IOException e) {
                watch.throwIfStopped();
                throw NetworkFailures.whileReading(page, url, e);
            }
        }

        private Response answer(PageCall page, HttpUrl url, Call call) {
            try {
                return call.execute();
            } catch (IOException e) {
                watch.throwIfStopped();
                throw NetworkFailures.beforeAnswer(page, url, e);
            }
        }

        private Optional<HttpUrl> read(PageCall page, Response response, boolean gzipped, PageTrail trail)
                throws IOException {
            TransferLimits limits = settings.limits();
            long allowedText = limits.maxDecodedBytes() - textBytes;
            // What comes uncompressed is bounded as text alone: a large list need not be compressed.
            long allowedWire = gzipped ? limits.maxCompressedBytes() - gzipBytes : allowedText;
            if (response.body().contentLength() > allowedWire) {
                throw page.failure(Kind.TOO_LARGE, "the list is over the limit of bytes on the wire");
            }
            MeteredSource wire = new MeteredSource(response.body().source(), page, allowedWire, watch);
            PageText.PageSink sink = new PageText.PageSink(spool, watch, allowedText, echo(response));
            spool.startPage();
            PageText text = new PageText(page, wire, gzipped, limits, sink);
            Optional<HttpUrl> next = Optional.empty();
            if (trail.isPaged()) {
                PageScanner scan = PageScanner.scan(text, paging.idField());
                next = trail.next(page(response, scan));
            } else {
                text.transferTo(OutputStream.nullOutputStream());
            }
            gzipBytes += gzipped ? wire.count() : 0;
            textBytes += text.count();
            return next;
        }

        private EchoedKey echo(Response response) {
            Credential credential = provider.credential();
            return EchoedKey.of(response.request().header(credential.header()), credential.prefix());
        }

        private static Paging.Page page(Response response, PageScanner scan) {
            return new Paging.Page(
                    response.request().url().uri(),
                    scan.fields(),
                    scan.records(),
                    response.header("Link"),
                    scan.ids(),
                    null);
        }
    }
}
