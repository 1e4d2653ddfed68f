package ai.gatewayz.sync.activities.cache;

import ai.gatewayz.sync.workflows.CacheTags;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * A shared Redis. Keys are unlinked in pipelines; patterns are walked with SCAN, so that no command holds the server up. The
 * epoch is written last and only ever raised.
 */
public final class RedisTarget implements CacheTarget, AutoCloseable {
    private static final String PREFIX = "gw:models:";
    private static final String CATALOG = PREFIX + "catalog:";
    private static final String EPOCH = CATALOG + "epoch";
    private static final String STATS = PREFIX + "stats";
    private static final int TIMEOUT_MILLIS = 2000;
    private static final int SCAN_COUNT = 1000;
    private static final int CONNECTIONS = 2;

    private static final String RAISE_EPOCH = """
            local known = tonumber(redis.call('GET', KEYS[1]) or '-1') or -1
            if known < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1]) end
            return redis.call('GET', KEYS[1])
            """;

    private final JedisPooled redis;

    /** A Redis at {@code redis://[user:password@]host:port/db} or {@code rediss://}; connects on first use. */
    public RedisTarget(URI address) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxWait(Duration.ofMillis(TIMEOUT_MILLIS));
        pool.setTestOnBorrow(true);
        redis = new JedisPooled(
                pool,
                new HostAndPort(address.getHost(), address.getPort() < 0 ? 6379 : address.getPort()),
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis(TIMEOUT_MILLIS)
                        .socketTimeoutMillis(TIMEOUT_MILLIS)
                        .user(JedisURIHelper.getUser(address))
                        .password(JedisURIHelper.getPassword(address))
                        .database(JedisURIHelper.getDBIndex(address))
                        .ssl(JedisURIHelper.isRedisSSLScheme(address))
                        .clientName("catalog-sync")
                        .build());
    }

    @Override
    public String key() {
        return "redis";
    }

    @Override
    public String kind() {
        return "redis";
    }

    @Override
    public void deliver(InvalidationBatch batch) throws TargetDownException {
        try {
            unlink(keys(batch));
            if (batch.isCatalogWide()) {
                unlinkCatalogPages();
            }
            raiseEpoch(batch.generation());
        } catch (JedisException e) {
            throw down(e);
        }
    }

    private static List<String> keys(InvalidationBatch batch) {
        List<String> keys = new ArrayList<>();
        for (String tag : batch.tags()) {
            if (tag.startsWith(CacheTags.GATEWAY)) {
                String slug = tag.substring(CacheTags.GATEWAY.length());
                keys.add(PREFIX + "provider:" + slug);
                keys.add(PREFIX + "gateway:" + slug);
            } else if (tag.startsWith(CacheTags.MODEL)) {
                String id = tag.substring(CacheTags.MODEL.length());
                keys.add(PREFIX + "model:" + id);
                keys.add(PREFIX + "pricing:" + id);
            }
        }
        if (batch.isCatalogWide()) {
            keys.add(STATS);
        }
        return keys;
    }

    private void unlink(List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        try (Pipeline pipeline = redis.pipelined()) {
            keys.forEach(pipeline::unlink);
            pipeline.sync();
        }
    }

    private void unlinkCatalogPages() {
        ScanParams pages = new ScanParams().match(CATALOG + "*").count(SCAN_COUNT);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> found = redis.scan(cursor, pages);
            unlink(found.getResult().stream().filter(key -> !key.equals(EPOCH)).toList());
            cursor = found.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }

    @Override
    public void assertGeneration(long generation) throws TargetDownException {
        try {
            raiseEpoch(generation);
        } catch (JedisException e) {
            throw down(e);
        }
    }

    private void raiseEpoch(long generation) {
        redis.eval(RAISE_EPOCH, 1, EPOCH, Long.toString(generation));
    }

    /** The library's messages may repeat the address, and with it a password. */
    private static TargetDownException down(JedisException e) {
        return new TargetDownException(e.getClass().getSimpleName());
    }

    @Override
    public void close() {
        redis.close();
    }
}
