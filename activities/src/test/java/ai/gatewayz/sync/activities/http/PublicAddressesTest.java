package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.workflows.client.PublicNetworks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "64:ff9b::101:101"
            })
    void isPublic_admits(String address) throws UnknownHostException {
        assertThat(PublicNetworks.isPublic(InetAddress.getByName(address))).isTrue();
        assertThat(policy(true).allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "100.64.0.1",
                "100.100.100.200",
                "169.254.169.254",
                "192.0.0.192",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1",
                "2001::1",
                "2002:7f00:1::",
                "3fff::1",
                "100::1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "::ffff:169.254.169.254",
                "fd00:ec2::254"
            })
    void allows_neverAdmitsSpecialNetworks(String address) throws UnknownHostException {
        assertThat(policy(false).allows(InetAddress.getByName(address))).isFalse();
        assertThat(policy(true).allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "::1",
                "fc00::1",
                "fdff::1",
                "::ffff:127.0.0.1"
            })
    void allows_admitsPrivateNetworks_onlyWhenTold(String address) throws UnknownHostException {
        assertThat(policy(false).allows(InetAddress.getByName(address))).isFalse();
        assertThat(policy(true).allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void lookup_refusesName_thatLeadsPartlyInside() throws UnknownHostException {
        InetAddress outside = InetAddress.getByName("1.1.1.1");
        InetAddress inside = InetAddress.getByName("10.0.0.1");
        assertThat(new PublicAddresses(host -> List.of(outside), false).lookup("a.test"))
                .containsExactly(outside);
        assertThatThrownBy(() -> new PublicAddresses(host -> List.of(outside, inside), false).lookup("a.test"))
                .isInstanceOf(PublicAddresses.RefusedAddressException.class);
    }

    private static PublicAddresses policy(boolean privateNetworks) {
        return new PublicAddresses(Dns.SYSTEM, privateNetworks);
    }
}
