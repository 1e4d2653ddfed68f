package ai.gatewayz.sync.api.auth;

import ai.gatewayz.sync.api.http.Sha256;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.GuessableSecrets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The keys of this installation. Only their SHA-256 digests are kept; its text shows nothing. */
public final class ApiKeys {
    private static final int MIN_LENGTH = 16;
    private static final int MIN_DISTINCT = 6;
    /** Enough to tell keys apart, far too little to find one. */
    private static final int SHOWN_BYTES = 4;

    private final List<KeyDigest> keys;

    /** A digest and what it opens. */
    private record KeyDigest(byte[] digest, Role role) {}

    private ApiKeys(List<KeyDigest> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Reads {@code ADMIN_API_KEY}, {@code OPERATOR_API_KEYS} and {@code VIEWER_API_KEYS}. */
    public static ApiKeys from(EnvironmentReader environment) {
        String admin = environment.text("ADMIN_API_KEY");
        if (admin == null) {
            throw new ConfigurationException("ADMIN_API_KEY", "is not set; set a random key: openssl rand -hex 32");
        }
        List<KeyDigest> keys = new ArrayList<>();
        add(keys, "ADMIN_API_KEY", admin, Role.ADMIN);
        environment.list("OPERATOR_API_KEYS").forEach(key -> add(keys, "OPERATOR_API_KEYS", key, Role.OPERATOR));
        environment.list("VIEWER_API_KEYS").forEach(key -> add(keys, "VIEWER_API_KEYS", key, Role.VIEWER));
        return new ApiKeys(keys);
    }

    private static void add(List<KeyDigest> keys, String variable, String text, Role role) {
        if (text.length() < MIN_LENGTH) {
            throw new ConfigurationException(variable, "needs keys of at least " + MIN_LENGTH + " characters");
        }
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new ConfigurationException(variable, "may hold printable ASCII without spaces only");
        }
        if (GuessableSecrets.hold(text, MIN_DISTINCT)) {
            throw new ConfigurationException(variable, "is a key that anybody can guess; use openssl rand -hex 32");
        }
        byte[] digest = Sha256.of(text);
        if (keys.stream().anyMatch(key -> MessageDigest.isEqual(key.digest(), digest))) {
            throw new ConfigurationException(variable, "repeats a key; each key has one role");
        }
        keys.add(new KeyDigest(digest, role));
    }

    /** The role that a presented key opens. */
    public Optional<Role> roleOf(String presented) {
        return callerOf(presented).map(Caller::role);
    }

    /** Whose key this is. Compares with all keys, so that time tells nothing. */
    public Optional<Caller> callerOf(String presented) {
        byte[] digest = Sha256.of(presented);
        KeyDigest found = null;
        for (KeyDigest key : keys) {
            if (MessageDigest.isEqual(key.digest(), digest)) {
                found = key;
            }
        }
        return found == null
                ? Optional.empty()
                : Optional.of(new Caller(HexFormat.of().formatHex(found.digest(), 0, SHOWN_BYTES), found.role()));
    }

    @Override
    public String toString() {
        return keys.size() + " keys";
    }
}
