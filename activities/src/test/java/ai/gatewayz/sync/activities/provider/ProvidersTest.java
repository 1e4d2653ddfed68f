package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProvidersTest {
    private static final Path SOURCES = Path.of("src/main/java/ai/gatewayz/sync/activities/provider");

    static List<Provider> providers() {
        return Providers.all();
    }

    /** The files of this package that hold an entry. */
    static List<Class<?>> files() throws IOException, ReflectiveOperationException {
        List<Class<?>> files = new ArrayList<>();
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.sorted().toList()) {
                String name = String.valueOf(source.getFileName()).replace(".java", "");
                if (Files.readString(source).contains("static Provider entry()")) {
                    files.add(Class.forName(ProvidersTest.class.getPackageName() + "." + name));
                }
            }
        }
        return files;
    }

    @Test
    void everyFile_isInTheList() throws IOException, ReflectiveOperationException {
        List<String> slugs = new ArrayList<>();
        for (Class<?> file : files()) {
            Method entry = file.getDeclaredMethod("entry");
            slugs.add(String.valueOf(entry.invoke(null)));
        }

        assertThat(Providers.all()).extracting(Provider::toString).containsExactlyInAnyOrderElementsOf(slugs);
    }

    @ParameterizedTest
    @MethodSource("files")
    void file_isNamedAfterItsSlug_andSeenHereOnly(Class<?> file) throws ReflectiveOperationException {
        String slug = String.valueOf(file.getDeclaredMethod("entry").invoke(null));

        assertThat(file.getSimpleName().toLowerCase(Locale.ROOT)).isEqualTo(slug.replace("-", ""));
        assertThat(file.getModifiers()).isEqualTo(Modifier.FINAL);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void entry_saysWhatItIsKnownFrom(Provider provider) {
        assertThat(provider.evidence()).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void entry_saysWhyItHasNoPrices_andOnlyThen(Provider provider) {
        boolean priced =
                provider.feed() != null && !provider.feed().priceFields().isEmpty();

        assertThat(provider.withoutPrices() == null).as(provider.slug().value()).isEqualTo(priced);
    }
}
