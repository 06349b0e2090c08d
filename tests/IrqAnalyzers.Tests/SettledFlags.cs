using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Settings that are made once: a test of one comes out one way in every run, whether or not the analyzer can see which.</summary>
public class SettledFlags
{
    private const string Finding = "return;";

    [Theory]
    [InlineData("private readonly bool inherit = true;", "inherit")]
    [InlineData("private static readonly bool Inherit = true;", "Inherit")]
    [InlineData("private bool inherit = true;", "inherit")]
    [InlineData("private int Mode { get; } = 3;", "Mode == 3")]
    [InlineData("private readonly M mode = M.Inherit; private enum M { None, Inherit }", "mode == M.Inherit")]
    [InlineData("private readonly string mode = \"inherit\";", "mode is \"inherit\" or \"both\"")]
    [InlineData("private readonly bool? inherit = true;", "inherit ?? false")]
    [InlineData("private readonly HashSet<int>? known = new();", "known is not null")]
    [InlineData("private readonly Predicate<PciFunction>? veto = null;", "veto is null || !veto(function)")]
    [InlineData("[Flags] private enum F { None, Inherit = 1, Log = 2 } private readonly F flags = F.Inherit | F.Log;", "flags.HasFlag(F.Inherit)")]
    public Task An_initializer_says_what_it_is(string members, string asked) => Model.ExpectAsync(Asking(asked, members));

    [Theory]
    [InlineData("internal record O(bool Inherit = true, int Vectors = 4);", "private readonly O o = new(Vectors: 2);", "o.Inherit")]
    [InlineData("internal record O(bool Inherit, int Vectors);", "private static readonly O Default = new(true, 3); private readonly O o = Default with { Vectors = 2 };", "o.Inherit")]
    [InlineData("internal class O { public bool Inherit { get; init; } = true; public static O Default { get; } = new(); }", "private readonly O o = O.Default;", "o.Inherit")]
    [InlineData("internal class O { public required bool Inherit { get; init; } }", "private readonly O o = new() { Inherit = true };", "o.Inherit")]
    [InlineData("internal class O<T> { public T Value { get; } public O(T value) => Value = value; }", "private readonly O<bool> o = new(true);", "o.Value")]
    [InlineData("internal class K { private readonly int major; public K(int major) => this.major = major; public int Major => major; }", "private readonly K kernel = new(6);", "kernel.Major == 6")]
    [InlineData("internal static class O { public static bool Inherit = true; }", "", "O.Inherit")]
    public Task What_everybody_hands_in_is_known(string types, string members, string asked) => Model.ExpectAsync(Asking(asked, members, types));

    [Fact]
    public Task What_derived_classes_hand_to_their_base_is_known() => Model.ExpectAsync("""
        internal abstract class Base : IommuNotifier
        {
            protected readonly bool inherit;
            protected readonly Iommu iommu;
            protected Base(Iommu iommu, bool inherit) : base(1) { this.iommu = iommu; this.inherit = inherit; }
        }
        internal class Derived : Base
        {
            public Derived(Iommu iommu) : base(iommu, true) { }
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (!function.IsVirtual) { iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); return; }
                if (inherit) function.InheritMsiDomain();
            }
        }
        """);

    [Theory]
    [InlineData("", "private readonly Version version = new(6, 1);", "version.Major >= 6")]
    [InlineData("", "private readonly (int Major, int Minor) version = (6, 1);", "version.CompareTo((5, 10)) >= 0")]
    [InlineData("", "private readonly HashSet<string> features = new() { \"inherit\" };", "features.Contains(\"inherit\")")]
    [InlineData("", "private readonly string[] features = { \"inherit\", \"log\" };", "features.Any(name => name == \"inherit\")")]
    [InlineData("", "private readonly Lazy<bool> inherit = new(() => true);", "inherit.Value")]
    [InlineData("internal class K { private readonly int major; public K(int major) => this.major = major; public bool AtLeast(int asked) => major >= asked; }", "private readonly K kernel = new(6);", "kernel.AtLeast(5)")]
    [InlineData("internal interface IK { bool Inherit { get; } } internal class K : IK { public bool Inherit { get => Level > 1; } private int Level { get; } = 2; }", "private readonly IK kernel = new K();", "kernel.Inherit")]
    [InlineData("internal struct O { public bool Inherit; public O() { Inherit = true; } }", "private readonly O o = new();", "o.Inherit")]
    public Task What_is_computed_from_what_is_settled_makes_nothing_sure(string types, string members, string asked) =>
        Model.ExpectAsync(Asking(asked, members, types), "IRQ2001 possible virtual: " + Finding);

    [Theory]
    [InlineData("internal record O(bool Inherit);", "private readonly O one = new(true), other = new(false); private O o => flag ? one : other;", "o.Inherit")]
    [InlineData("internal class O { public bool Inherit { get; init; } }", "private readonly O o = new() { Inherit = true };", "o.Inherit")]
    [InlineData("internal interface IO { bool Inherit { get; set; } } internal class O : IO { public bool Inherit { get; set; } = false; }", "private readonly O o = new();", "o.Inherit", "definite")]
    public Task Who_creates_an_object_knows_what_it_holds(string types, string members, string asked, string certainty = "possible") =>
        Model.ExpectAsync(Asking(asked, members, types), $"IRQ2001 {certainty} virtual: " + Finding);

    [Fact]
    public Task Of_what_creators_hand_in_differently_both_is_sure() => Model.ExpectAsync("""
        internal class Taking : IommuNotifier
        {
            private readonly Iommu iommu;
            private readonly bool inherit;
            public Taking(Iommu iommu, bool inherit) : base(1) { this.iommu = iommu; this.inherit = inherit; }
            public static Taking[] Both(Iommu iommu) => new[] { new Taking(iommu, true), new Taking(iommu, false) };
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (!function.IsVirtual) { iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); return; }
                if (inherit) function.InheritMsiDomain();
            }
        }
        """, "IRQ2001 definite virtual: OnDeviceAdded");

    [Theory]
    [InlineData("if (v >= 6) { Place(function); return; } if (v < 6) { Place(function); return; }")]
    [InlineData("switch (function.Address.Function) { case 0: Place(function); break; case not 0: Place(function); break; }")]
    [InlineData("switch (function.Name.Length > 3) { case true: Place(function); break; case false: Place(function); break; }")]
    public Task What_is_asked_twice_is_answered_once(string asked) => Model.ExpectAsync($$"""
        internal class Asking : IommuNotifier
        {
            private readonly Iommu iommu;
            private readonly int v;
            public Asking(Iommu iommu, int v) : base(1) { this.iommu = iommu; this.v = v; }
            private void Place(PciFunction f) { if (f.IsVirtual) { f.InheritMsiDomain(); return; } iommu.Register(f); f.AssignMsiDomain(iommu.FindMsiDomain(f)); }
            protected override async Flow OnDeviceAdded(PciFunction function) { {{asked}} }
        }
        """);

    [Theory]
    [InlineData("private readonly bool inherit = false;", "inherit")]
    [InlineData("private readonly bool inherit = Environment.ProcessorCount > 4;", "inherit")]
    [InlineData("private bool inherit = true; internal bool Inherit { get => inherit; set => inherit = value; }", "inherit")]
    [InlineData("private bool inherit;", "inherit")]
    [InlineData("private readonly HashSet<string> features = new() { \"inherit\" }; public void Leave() => features.Remove(\"inherit\");", "features.Contains(\"inherit\")")]
    public Task What_may_come_out_either_way_is_sure_both_ways(string members, string asked) =>
        Model.ExpectAsync(Asking(asked, members), "IRQ2001 definite virtual: " + Finding);

    [Theory]
    [InlineData("if (!iommu.InterruptRemappingEnabled) return;")]
    [InlineData("if (iommu is not { InterruptRemappingEnabled: true }) return;")]
    [InlineData("if (!On) return;")]
    [InlineData("if (Off(iommu)) return;")]
    [InlineData("if (function.HasSpecialMsiDomain) return;")]
    [InlineData("if (function.VectorCapacity == 0) return;")]
    [InlineData("if (function is { VectorCapacity: < 1 }) return;")]
    [InlineData("var isLeft = !iommu.InterruptRemappingEnabled || function.HasSpecialMsiDomain; if (isLeft) return;")]
    public Task Where_nothing_can_be_lost_nothing_is_owed(string test) => Model.ExpectAsync(Model.Notifier(
        test + "if (function.IsVirtual) { function.InheritMsiDomain(); return; } iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));",
        "private bool On => iommu.InterruptRemappingEnabled; private static bool Off(Iommu asked) { if (!asked.InterruptRemappingEnabled) return true; return false; }"));

    [Theory]
    [InlineData("if (iommu.InterruptRemappingEnabled && function.IsVirtual) return;")]
    [InlineData("if (!function.HasSpecialMsiDomain && function.IsVirtual) return;")]
    [InlineData("if (function.VectorCapacity > 0 && function.IsVirtual) return;")]
    [InlineData("if (function.PhysicalFunction is { HasSpecialMsiDomain: true } && function.IsVirtual) return;", "possible")]
    public Task Where_something_can_be_lost_it_is_owed(string test, string certainty = "definite") => Model.ExpectAsync(Model.Notifier(
        test + "if (function.IsVirtual) { function.InheritMsiDomain(); return; } iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));"),
        $"IRQ2001 {certainty} virtual: " + Finding);

    [Fact]
    public Task Other_duties_remain_where_nothing_can_be_lost() => Model.ExpectAsync(
        Model.Host("function.MatchDriver = false; await function.Add(); if (!iommu.InterruptRemappingEnabled) return; function.MatchDriver = true; await function.Attach();"),
        "IRQ3002 definite any: return;");

    [Fact]
    public Task A_function_without_vectors_has_lost_no_messages() => Model.ExpectAsync(Model.Host("await base.AddDevice(function);", """
        protected override async Flow ResumeDevice(PciFunction function)
        {
            function.PowerUp();
            function.EnableMemoryDecoding();
            if (!function.HasVectors) return;
            function.RestoreMessages();
        }
        """));

    private static string Asking(string asked, string members, string types = "") => types + Model.Notifier(
        $"if (!function.IsVirtual) {{ iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); return; }} if ({asked}) {{ function.InheritMsiDomain(); }} else {{ return; }}", members)
        .Replace("public class TestNotifier", "internal class TestNotifier", StringComparison.Ordinal);
}
