package ai.gatewayz.sync.simulator.model;

import java.util.List;
import java.util.Set;

/**
 * What a provider offers, apart from how it says so.
 *
 * @param models distinct models in a fleet of 18,000
 * @param idTemplate how ids are built from a base model, see {@link BaseModel#id}
 * @param vendors makers it offers, or empty for all
 * @param kinds kinds it offers
 * @param unitPriced the kinds among them that carry a price per image, second …
 * @param freePermille how many of 1000 chat models are free of charge
 * @param batchPermille how many of 1000 chat models have a half-price {@code :batch} twin
 * @param unknownPermille how many of 1000 chat models come without a price
 * @param varyingPermille how many of 1000 chat models have several prices at once
 * @param freeSuffix what the id of a free twin ends with; empty if the model itself is free
 * @param routers ids of its routers, whose price varies
 * @param duplicates rows that the list repeats
 */
public record ProviderProfile(
        String slug,
        int models,
        String idTemplate,
        Pricing pricing,
        Supply supply,
        Set<String> vendors,
        Set<Kind> kinds,
        Set<Kind> unitPriced,
        boolean cachePrices,
        int freePermille,
        int batchPermille,
        int unknownPermille,
        int varyingPermille,
        String freeSuffix,
        List<String> routers,
        int duplicates) {

    /** Who states the prices. */
    public enum Pricing {
        /** The provider's list, in a unit that is known. */
        API,
        /** Only the reference feeds. */
        REFERENCE,
        /** Nobody: a subscription, or numbers without a documented unit. */
        NONE
    }

    /** Where the model names come from. */
    public enum Supply {
        /** Releases of the well-known makers. */
        RELEASES,
        /** Fine-tunes, merges and swarm checkpoints of a community hub. */
        COMMUNITY,
        /** Endpoints of a media platform. */
        MEDIA
    }
}
