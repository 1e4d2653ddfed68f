package ai.gatewayz.sync.workflows.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SubscriptionKeyTest {
    private static final String OLD = SubscriptionKey.random();
    private static final String NEW = SubscriptionKey.random();

    private final SubscriptionKey old = Objects.requireNonNull(SubscriptionKey.of(OLD));
    private final SubscriptionKey both = Objects.requireNonNull(SubscriptionKey.of(NEW, OLD));
    private final SubscriptionKey alone = Objects.requireNonNull(SubscriptionKey.of(NEW));

    @Test
    void previousKey_opensWhatItSealed_andNothingIsSealedByItAgain() {
        byte[] sealed = old.seal("sub_1", "a secret");

        assertThat(alone.open("sub_1", sealed)).isEmpty();
        assertThat(both.open("sub_1", sealed)).contains("a secret");
        byte[] again = both.sealAgain("sub_1", sealed).orElseThrow();
        assertThat(alone.open("sub_1", again)).contains("a secret");
        assertThat(old.open("sub_1", again)).isEmpty();
        assertThat(both.sealAgain("sub_1", again)).isEmpty();
        assertThat(alone.isChanging()).isFalse();
        assertThat(both.toString()).isEqualTo("a key");
    }

    @Test
    void whatNeitherKeySealed_staysAsItIs() {
        byte[] strange = Objects.requireNonNull(SubscriptionKey.of(SubscriptionKey.random()))
                .seal("sub_1", "a secret");

        assertThat(both.open("sub_1", strange)).isEmpty();
        assertThat(both.sealAgain("sub_1", strange)).isEmpty();
        assertThat(both.open("sub_2", old.seal("sub_1", "a secret"))).isEmpty();
    }

    @Test
    void badKeys_stopTheStart_namingTheVariable() {
        assertThat(SubscriptionKey.of(null, null)).isNull();
        assertThatThrownBy(() -> SubscriptionKey.of(null, OLD))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("SUBSCRIPTION_SECRET_KEY_PREVIOUS: is set without SUBSCRIPTION_SECRET_KEY");
        assertThatThrownBy(() -> SubscriptionKey.of(NEW, NEW))
                .hasMessage("SUBSCRIPTION_SECRET_KEY_PREVIOUS: is the same as SUBSCRIPTION_SECRET_KEY; leave it out");
        assertThatThrownBy(() -> SubscriptionKey.of(NEW, "c2hvcnQ="))
                .hasMessage(
                        "SUBSCRIPTION_SECRET_KEY_PREVIOUS: must be the base64 of 32 bytes; make one with openssl rand"
                                + " -base64 32");
    }
}
