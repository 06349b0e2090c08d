using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>A look-up that gives something only of a function that is registered, and otherwise says nothing.</summary>
public class LookUps
{
    private const string Helpers = """
        private bool TryFind(PciFunction f, out MsiDomain found)
        {
            if (iommu.FindMsiDomain(f) is { } known) { found = known; return true; }
            found = null!;
            return false;
        }
        private static void Place(PciFunction f, Iommu iommu) { if (iommu.FindMsiDomain(f) is { } found) f.AssignMsiDomain(found); }
        """;

    [Theory]
    [InlineData("if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);")]
    [InlineData("var domain = iommu.FindMsiDomain(function); if (domain is null) return; function.AssignMsiDomain(domain);")]
    [InlineData("var domain = iommu.FindMsiDomain(function); if (domain != null) { function.MatchDriver = false; function.AssignMsiDomain(domain); function.MatchDriver = true; }")]
    [InlineData("if (iommu.FindMsiDomain(function) is not { } domain || flag) return; function.AssignMsiDomain(domain);")]
    [InlineData("switch (iommu.FindMsiDomain(function)) { case null: break; case var domain: function.AssignMsiDomain(domain); break; }")]
    [InlineData("if (!TryFind(function, out var domain)) return; function.AssignMsiDomain(domain);", "TryFind(function, out var domain)")]
    [InlineData("Place(function, iommu);", "Place(function, iommu)")]
    public Task What_is_done_where_it_gave_a_domain_is_not_done_to_a_function_that_is_not_registered(string decision, string found = "iommu.FindMsiDomain(function)") =>
        Model.ExpectAsync(Model.Host($"if (function.IsVirtual) return; {decision} await Flow.Completed;", Helpers), $"IRQ1001 definite physical: {found}");

    [Theory]
    [InlineData("function.AssignMsiDomain(iommu.FindMsiDomain(function) ?? DefaultMsiDomain);", "function.AssignMsiDomain(iommu.FindMsiDomain(function) ?? DefaultMsiDomain)", "iommu.FindMsiDomain(function)")]
    [InlineData("if (iommu.FindMsiDomain(function) is null) function.AssignMsiDomain(DefaultMsiDomain);", "iommu.FindMsiDomain(function)", "function.AssignMsiDomain(DefaultMsiDomain)")]
    public Task That_it_gives_nothing_leaves_the_function_as_it_was(string decision, string first, string second) => Model.ExpectAsync(
        Model.Host($"if (function.IsVirtual) return; {decision} await Flow.Completed;"), $"IRQ1001 definite physical: {first}", $"IRQ1001 definite physical: {second}");

    [Theory]
    [InlineData("function.AssignMsiDomain(iommu.FindMsiDomain(function) ?? DefaultMsiDomain);")]
    [InlineData("if (iommu.FindMsiDomain(function) is null) function.AssignMsiDomain(DefaultMsiDomain);")]
    public Task Nor_does_it_say_that_a_registered_function_is_not(string decision) => Model.ExpectAsync(
        Model.Host($"if (function.IsVirtual) return; iommu.Register(function); {decision} await Flow.Completed;"));

    [Fact]
    public Task Where_it_gave_a_domain_and_where_it_did_not_the_caller_is_told_as_if_nobody_had_asked() => Model.ExpectAsync(
        Model.Host(
            "if (function.IsVirtual) return; Place(function, iommu); await Flow.Completed;",
            "private void Place(PciFunction f, Iommu iommu) { if (iommu.FindMsiDomain(f) is { } found) flag = true; f.AssignMsiDomain(null); }"),
        "IRQ1001 definite physical: Place(function, iommu)", "IRQ1001 definite physical: Place(function, iommu)");

    [Fact]
    public Task What_was_found_before_the_function_was_taken_back_says_nothing() => Model.ExpectAsync(
        Model.Host("if (function.IsVirtual) return; if (iommu.FindMsiDomain(function) is { } domain) { iommu.Unregister(function); function.AssignMsiDomain(domain); } await Flow.Completed;"),
        "IRQ1001 definite physical: iommu.FindMsiDomain(function)", "IRQ1001 possible physical: function.AssignMsiDomain(domain)");

    [Theory]
    [InlineData("HashSet<PciFunction>", "!seen.Add(function)")]
    [InlineData("HashSet<Bdf>", "!seen.Add(function.Address)")]
    [InlineData("HashSet<string>", "!seen.Add(function.Name)")]
    [InlineData("Dictionary<PciFunction, int>", "!seen.TryAdd(function, 1)")]
    public async Task Who_has_seen_a_function_before_has_decided_then(string set, string test)
    {
        var members = $"private readonly {set} seen = new();";
        await Model.ExpectAsync(Model.Notifier($"if ({test}) return; if (function.IsVirtual) {{ function.InheritMsiDomain(); return; }} iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));", members));
        await Model.ExpectAsync(
            Model.Notifier($"if ({test}) return; if (function.IsVirtual) {{ return; }} iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));", members), "IRQ2001 possible virtual: return;");
    }

    [Theory]
    [InlineData("Bdf", "public bool Enter(Bdf key) => all.Add(key);", "!seen.Enter(function.Address)")]
    [InlineData("PciFunction", "public bool Enter(PciFunction key) { return all.Add(key); }", "!seen.Enter(function)")]
    [InlineData("PciFunction", "public bool IsOld(PciFunction key) => !all.Add(key);", "seen.IsOld(function)")]
    public async Task Who_has_a_class_that_has_seen_a_function_before_has_decided_then(string key, string method, string test)
    {
        var seen = $"internal sealed class Seen {{ private readonly HashSet<{key}> all = new(); {method} }}";
        const string Members = "private readonly Seen seen = new();";
        await Model.ExpectAsync(seen + Model.Notifier($"if ({test}) return; if (function.IsVirtual) {{ function.InheritMsiDomain(); return; }} iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));", Members));
        await Model.ExpectAsync(
            seen + Model.Notifier($"if ({test}) return; if (function.IsVirtual) return; iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));", Members), "IRQ2001 possible virtual: return;");
    }

    [Theory]
    [InlineData("Bdf", "function.Address", "public bool Enter(Bdf key) { if (all.Contains(key)) return false; all.Add(key); return true; }")]
    [InlineData("string", "function.Name", "public bool Enter(string key) { if (!all.Add(key)) return false; return true; }")]
    [InlineData("Bdf", "function.Address", "public bool Enter(Bdf key) { var before = all.Count; all.Add(key); return all.Count > before; }")]
    public async Task What_a_method_finds_under_an_address_or_a_name_leaves_nothing_sure(string key, string given, string method)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(
            $"internal sealed class Seen {{ private readonly HashSet<{key}> all = new(); {method} }}"
            + Model.Notifier(
                $"if (!seen.Enter({given})) return; if (function.IsVirtual) {{ function.InheritMsiDomain(); return; }} iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));",
                "private readonly Seen seen = new();")));

        Assert.DoesNotContain(found, diagnostic => diagnostic.Properties["irq.certainty"] == "definite");
    }

    [Theory]
    [InlineData("public void Enter(Bdf key, out bool isNew) => isNew = all.Add(key);", "seen.Enter(function.Address, out var isNew); if (!isNew) return;")]
    [InlineData("public bool IsNew { get; private set; } public void Enter(Bdf key) => IsNew = all.Add(key);", "seen.Enter(function.Address); if (!seen.IsNew) return;")]
    [InlineData("public (bool IsNew, int Count) Enter(Bdf key) => (all.Add(key), all.Count);", "if (!seen.Enter(function.Address).IsNew) return;")]
    [InlineData("private readonly HashSet<(int, int)> slots = new(); public bool IsNew(int bus, int device) => slots.Add((bus, device));", "if (!seen.IsNew(function.Address.Bus, function.Address.Device)) return;")]
    [InlineData("public readonly record struct Key(Bdf Address); private readonly HashSet<Key> keys = new(); public bool IsNew(Key key) => keys.Add(key);", "if (!seen.IsNew(new Seen.Key(function.Address))) return;")]
    public async Task What_comes_of_an_address_by_other_ways_leaves_nothing_sure(string members, string guard)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(
            $"internal sealed class Seen {{ private readonly HashSet<Bdf> all = new(); {members} }}"
            + Model.Notifier(
                guard + " if (function.IsVirtual) { function.InheritMsiDomain(); return; } iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));",
                "private readonly Seen seen = new();")));

        Assert.DoesNotContain(found, diagnostic => diagnostic.Properties["irq.certainty"] == "definite");
    }

    [Fact]
    public Task A_method_that_does_more_than_look_up_says_nothing() => Model.ExpectAsync(
        "internal sealed class Seen { private readonly HashSet<Bdf> all = new(); private int asked; public bool Enter(Bdf key) => asked++ > 3 || all.Add(key); }"
        + Model.Notifier("if (!seen.Enter(function.Address)) return; function.InheritMsiDomain();", "private readonly Seen seen = new();"),
        "IRQ2001 possible virtual: return;");
}
