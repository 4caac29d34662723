package loteria.system;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who may know whom. A new arrow is drawn here before it is in the code, where it is seen what it costs. */
class ArchitectureTest {
    private static final JavaClasses CODE =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("loteria");

    private static final Pattern MODULE = Pattern.compile(".*/([^/]+)/target/.*");

    /** By module: the modules that it may use. */
    private static final Map<String, Set<String>> MODULES = Map.of(
            "ipc", Set.of(),
            "worker", Set.of("ipc"),
            "kafka-store", Set.of("ipc", "worker"),
            "cluster", Set.of("ipc"),
            "viewer", Set.of("ipc"),
            "coordinator", Set.of("ipc"),
            "agency", Set.of("ipc"),
            "compose-gen", Set.of());

    private static final String[] SHARED = {
        "bet", "board", "config", "log", "manifest", "note", "process", "proof", "seal", "wire"
    };

    /** By package, without the {@code loteria.} before it: the packages that it may use. */
    private static final Map<String, Set<String>> PACKAGES = Map.ofEntries(
            Map.entry("bet", Set.of()),
            Map.entry("process", Set.of()),
            Map.entry("log", Set.of("process")),
            Map.entry("config", Set.of("log", "process")),
            Map.entry("manifest", Set.of("bet")),
            Map.entry("wire", Set.of("bet", "log", "manifest", "process")),
            Map.entry("board", Set.of("bet", "process")),
            Map.entry("note", Set.of("process")),
            Map.entry("proof", Set.of("note")),
            Map.entry("seal", Set.of("bet", "manifest", "note", "proof")),
            Map.entry("tls", Set.of("bet", "config", "process")),
            Map.entry("draw", Set.of("bet")),
            Map.entry("store", Set.of("bet", "board", "manifest", "process")),
            Map.entry("store.log", Set.of("manifest", "process", "store")),
            Map.entry(
                    "store.kafka",
                    Set.of("board", "draw", "log", "manifest", "process", "store", "store.file", "store.log")),
            Map.entry("cluster", Set.of("config", "process")),
            Map.entry(
                    "store.file",
                    Set.of("bet", "board", "draw", "log", "manifest", "note", "process", "seal", "store")),
            Map.entry("audit", Set.of("bet", "board", "manifest", "note", "process", "seal")),
            Map.entry(
                    "sealing",
                    Set.of(
                            "bet",
                            "board",
                            "log",
                            "manifest",
                            "note",
                            "process",
                            "proof",
                            "seal",
                            "store",
                            "store.file")),
            Map.entry("worker", shared("audit", "draw", "sealing", "store", "store.file")),
            Map.entry("viewer", shared()),
            Map.entry(
                    "agency",
                    Set.of(
                            "agency.receipt",
                            "agency.tls",
                            "bet",
                            "config",
                            "log",
                            "note",
                            "process",
                            "proof",
                            "tls",
                            "wire")),
            Map.entry("agency.receipt", Set.of("note", "process", "proof", "seal")),
            Map.entry("agency.tls", Set.of("config", "log", "process", "tls", "wire")),
            Map.entry("compose", Set.of()),
            Map.entry("coordinator.event", Set.of("board", "wire")),
            Map.entry("coordinator.life", Set.of("board", "log", "process")),
            Map.entry("coordinator.config", Set.of("bet", "config", "log", "note", "process", "tls")),
            Map.entry("coordinator.files", shared("coordinator.life")),
            Map.entry("coordinator.intake", shared("coordinator.event", "coordinator.life")),
            Map.entry("coordinator.tls", shared("coordinator.intake", "coordinator.life", "tls")),
            Map.entry("coordinator.supervision", shared("coordinator.event", "coordinator.life")),
            Map.entry("coordinator.operator", shared("coordinator.event", "coordinator.files", "coordinator.life")),
            Map.entry(
                    "coordinator.child",
                    shared("coordinator.config", "coordinator.event", "coordinator.files", "coordinator.life")),
            Map.entry(
                    "coordinator.command",
                    shared(
                            "coordinator.child",
                            "coordinator.config",
                            "coordinator.files",
                            "coordinator.life",
                            "coordinator.operator")),
            Map.entry(
                    "coordinator",
                    shared(
                            "coordinator.child",
                            "coordinator.command",
                            "coordinator.config",
                            "coordinator.event",
                            "coordinator.files",
                            "coordinator.intake",
                            "coordinator.life",
                            "coordinator.operator",
                            "coordinator.supervision",
                            "coordinator.tls")));

    private static Set<String> shared(String... more) {
        Set<String> all = new TreeSet<>(List.of(SHARED));
        all.addAll(List.of(more));
        return all;
    }

    private static String packageOf(JavaClass type) {
        return shortened(type.getPackageName());
    }

    private static String moduleOf(JavaClass type) {
        String place = type.getSource().orElseThrow().getUri().toString();
        Matcher matcher = MODULE.matcher(place);
        assertTrue(matcher.matches(), place);
        return matcher.group(1);
    }

    /** The name of the class in whose file it stands. */
    private static String fileOf(JavaClass type) {
        return shortened(type.getName().replaceFirst("\\$.*", ""));
    }

    private static String shortened(String name) {
        return name.replaceFirst("^loteria\\.", "");
    }

    /** The arrows in the code that are not among the allowed, as each end is named. */
    private static Set<String> surprises(Function<JavaClass, String> name, Map<String, Set<String>> allowed) {
        Set<String> surprises = new TreeSet<>();
        for (JavaClass type : CODE) {
            Set<String> known = allowed.getOrDefault(name.apply(type), Set.of());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> CODE.contain(target.getName()))
                    .filter(target -> !name.apply(target).equals(name.apply(type)))
                    .filter(target -> !known.contains(name.apply(target)))
                    .forEach(target -> surprises.add(fileOf(type) + " -> " + fileOf(target)));
        }
        return surprises;
    }

    @Test
    void shouldSeeAllModulesAndPackages() {
        Set<String> modules = new TreeSet<>();
        Set<String> packages = new TreeSet<>();
        for (JavaClass type : CODE) {
            modules.add(moduleOf(type));
            packages.add(packageOf(type));
        }
        assertEquals(new TreeSet<>(MODULES.keySet()), modules);
        assertEquals(new TreeSet<>(PACKAGES.keySet()), packages);
    }

    @Test
    void shouldKeepTheArrowsBetweenModules() {
        assertEquals(Set.of(), surprises(ArchitectureTest::moduleOf, MODULES));
    }

    @Test
    void shouldKeepTheArrowsBetweenPackages() {
        assertEquals(Set.of(), surprises(ArchitectureTest::packageOf, PACKAGES));
    }

    @Test
    void shouldHaveNoCycleOfPackages() {
        slices().assignedFrom(by(ArchitectureTest::packageOf))
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    @Test
    void shouldHaveNoCycleOfClasses() {
        slices().assignedFrom(by(ArchitectureTest::fileOf))
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    private static SliceAssignment by(Function<JavaClass, String> name) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return CODE.contain(type.getName()) ? SliceIdentifier.of(name.apply(type)) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "names";
            }
        };
    }
}
