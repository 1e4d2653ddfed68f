package ai.gatewayz.sync.simulator.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An endless, reproducible supply of models for one provider; the n-th one is always the same. */
final class NameSource {
    private static final List<String> COMMUNITY_BASES = List.of(
            "Qwen2.5-0.5B-Instruct",
            "Qwen2.5-7B-Instruct",
            "Llama-3.1-8B",
            "Mistral-Nemo-12B",
            "Gemma-3-12b-it",
            "Qwen3-14B",
            "Llama-3.3-70B",
            "Mistral-Small-24B",
            "DeepSeek-R1-Distill-Qwen-14B",
            "Phi-4-14B");
    private static final List<String> STYLES = List.of(
            "Gensyn-Swarm",
            "Lumimaid",
            "Stheno",
            "Magnum",
            "RP-merge",
            "SLERP",
            "DARE-TIES",
            "abliterated",
            "Coder",
            "Roleplay",
            "Storyteller",
            "Medical",
            "Legal-SFT",
            "DPO",
            "ORPO",
            "Distill");
    private static final List<String> MOODS = List.of(
            "bellowing",
            "grazing",
            "silent",
            "amber",
            "prickly",
            "swift",
            "humble",
            "marbled",
            "tropical",
            "feathered",
            "lanky",
            "stocky",
            "radiant",
            "dusty",
            "gilded",
            "nimble");
    private static final List<String> BEASTS = List.of(
            "locust", "shrimp", "ibis", "otter", "lynx", "heron", "gecko", "walrus", "badger", "magpie", "marmot",
            "puffin", "viper", "moose", "wombat", "falcon");
    private static final List<String> MEDIA_FAMILIES = List.of(
            "flux",
            "kling-video",
            "wan",
            "veo",
            "nano-banana",
            "ideogram",
            "recraft",
            "hunyuan-video",
            "minimax",
            "pixverse",
            "seedream",
            "ltx-video",
            "bria",
            "luma-dream",
            "imagen",
            "sync-lipsync");
    private static final List<String> MEDIA_TASKS = List.of(
            "text-to-image:IMAGE",
            "image-to-image:IMAGE",
            "text-to-video:VIDEO",
            "image-to-video:VIDEO",
            "text-to-speech:SPEECH",
            "speech-to-text:TRANSCRIPTION",
            "video-to-video:VIDEO",
            "training:IMAGE",
            "llm:CHAT",
            "vision:CHAT");

    private final ProviderProfile profile;
    private final long seed;
    private final List<BaseModel> releases;

    NameSource(ProviderProfile profile, long seed, List<BaseModel> allReleases) {
        this.profile = profile;
        this.seed = seed;
        this.releases = profile.supply() == ProviderProfile.Supply.RELEASES ? chosen(allReleases) : List.of();
    }

    /** The n-th model; two numbers may give the same id, so the caller skips what it has. */
    BaseModel at(int n) {
        return switch (profile.supply()) {
            case RELEASES -> release(n);
            case COMMUNITY -> community(n);
            case MEDIA -> media(n);
        };
    }

    private BaseModel release(int n) {
        BaseModel release = releases.get(n % releases.size());
        int round = n / releases.size();
        if (round == 0) {
            return release;
        }
        // Providers with more rows than the makers have releases list dated snapshots of them.
        String day = String.format(Locale.ROOT, "-%02d%02d", 1 + (round - 1) % 12, 1 + (round - 1) / 12);
        return release.named(release.name() + day);
    }

    private BaseModel community(int n) {
        Dice dice = Dice.of(seed, profile.slug(), "community", n);
        String base = dice.pick(COMMUNITY_BASES);
        String user = capital(dice.pick(MOODS)) + capital(dice.pick(BEASTS)) + dice.below(500);
        String name = base + "-" + dice.pick(STYLES) + "-" + dice.pick(STYLES) + "-" + dice.pick(MOODS) + "_"
                + dice.pick(MOODS) + "_" + dice.pick(BEASTS) + "-v" + dice.below(90) + "-epoch" + dice.between(1, 12);
        if (n < 2) {
            // The real list has two ids that differ in nothing but case.
            user = "NorthPeak";
            name = n == 0 ? "Llama-3.1-8b-ITA" : "Llama-3.1-8b-Ita";
        }
        int context = dice.pick(List.of(4096, 8192, 16384, 32768, 131072));
        return new BaseModel(
                "community",
                user,
                name,
                Kind.CHAT,
                context,
                new BigDecimal("0.1"),
                new BigDecimal("0.2"),
                false,
                false);
    }

    private BaseModel media(int n) {
        Dice dice = Dice.of(seed, profile.slug(), "media", n);
        String[] task = dice.pick(MEDIA_TASKS).split(":", -1);
        String name = dice.pick(MEDIA_FAMILIES) + "/v" + dice.between(1, 6) + dice.pick(List.of("", ".1", ".5"))
                + dice.pick(List.of("", "/pro", "/turbo", "/standard", "/lite")) + "/" + task[0];
        BigDecimal price =
                PriceArithmetic.shown(BigDecimal.valueOf(dice.between(2, 400)).movePointLeft(3), false);
        return new BaseModel("fal-ai", "fal-ai", name, Kind.valueOf(task[1]), 0, price, price, false, false);
    }

    private List<BaseModel> chosen(List<BaseModel> allReleases) {
        List<BaseModel> chosen = new ArrayList<>();
        for (BaseModel release : allReleases) {
            boolean sold = profile.vendors().isEmpty() || profile.vendors().contains(release.vendor());
            if (sold && profile.kinds().contains(release.kind())) {
                chosen.add(release);
            }
        }
        Dice dice = Dice.of(seed, profile.slug(), "shuffle");
        for (int i = chosen.size() - 1; i > 0; i--) {
            int other = dice.below(i + 1);
            BaseModel swapped = chosen.get(i);
            chosen.set(i, chosen.get(other));
            chosen.set(other, swapped);
        }
        return chosen;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
