package ai.gatewayz.sync.activities.provider;

/** One private deployment, without a list. */
final class Alpaca {
    private Alpaca() {}

    static Provider entry() {
        return Provider.of("alpaca", "Alpaca Network")
                .aliases("alpaca-network")
                .credential(Credential.bearer("ALPACA_NETWORK_API_KEY"))
                .confirmedBy(Evidence.FORMER_CLIENT)
                .withoutPrices("Inactive: one private deployment without a list of models");
    }
}
