package ai.gatewayz.sync.workflows.client;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A secret that two sides sign messages with. Its text shows nothing. */
public final class SharedSecret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MIN_DISTINCT = 8;

    private final byte[] text;
    private final byte @Nullable [] decoded;

    private SharedSecret(byte[] text, byte @Nullable [] decoded) {
        this.text = text;
        this.decoded = decoded;
    }

    /** A secret without the rules of {@link #strong}: for published test vectors. */
    public static SharedSecret of(byte[] text) {
        return new SharedSecret(text.clone(), decode(new String(text, StandardCharsets.UTF_8)));
    }

    /**
     * The secret in a variable.
     *
     * @throws ConfigurationException when it is short, documented somewhere, or guessable
     */
    public static SharedSecret strong(String variable, String value) {
        SharedSecret secret = of(value.getBytes(StandardCharsets.UTF_8));
        int bytes = value.startsWith(PREFIX) ? secret.decoded == null ? 0 : secret.decoded.length : secret.text.length;
        if (bytes < MIN_BYTES) {
            throw new ConfigurationException(
                    variable, "needs at least " + MIN_BYTES + " bytes; make one with openssl rand -hex 32");
        }
        if (GuessableSecrets.hold(value, MIN_DISTINCT)) {
            throw new ConfigurationException(variable, "is a secret that anybody can guess; use openssl rand -hex 32");
        }
        return secret;
    }

    /** Base64 with or without the prefix of Standard Webhooks; null when it is none. */
    private static byte @Nullable [] decode(String value) {
        try {
            return Base64.getDecoder().decode(value.startsWith(PREFIX) ? value.substring(PREFIX.length()) : value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** HMAC-SHA256 with the secret's text as the key. */
    public byte[] hmac(byte[] message) {
        return hmac(text, message);
    }

    /**
     * HMAC-SHA256 codes as Standard Webhooks makes them. Its libraries take the secret for base64; a secret that is none, or
     * that merely could be, is also taken as it is written.
     */
    public List<byte[]> standardHmacs(byte[] message) {
        return decoded == null ? List.of(hmac(text, message)) : List.of(hmac(decoded, message), hmac(text, message));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
