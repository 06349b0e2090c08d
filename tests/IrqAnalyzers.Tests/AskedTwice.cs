using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Answers that are kept in a variable and asked more than once, as code does that writes a log in between.</summary>
public class AskedTwice
{
    [Theory]
    [InlineData("var isOn = iommu.EnableInterruptRemapping(); if (isOn) count++; if (isOn) EnableX2Apic(iommu);")]
    [InlineData("var isOn = iommu.EnableInterruptRemapping(); log.Add(isOn ? \"on\" : \"off\"); if (isOn) EnableX2Apic(iommu);")]
    [InlineData("var isOn = iommu.EnableInterruptRemapping(); log.Add(isOn ? \"on\" : \"off\"); var both = Machine.X2Apic && isOn; if (both) EnableX2Apic(iommu);")]
    [InlineData("var isOn = iommu.EnableInterruptRemapping(); if (!isOn) count++; if (!isOn) return; EnableX2Apic(iommu);")]
    public Task Whether_remapping_is_on_is_what_it_was(string boot) => Model.ExpectAsync(HostOf(boot));

    [Theory]
    [InlineData("var isOn = iommu.EnableInterruptRemapping(); if (isOn) count++; EnableX2Apic(iommu);")]
    [InlineData("var isOn = iommu.EnableInterruptRemapping(); if (isOn) count++; if (!isOn) EnableX2Apic(iommu);")]
    public Task Where_it_is_off_nothing_may_rely_on_it(string boot) => Model.ExpectAsync(HostOf(boot), "IRQ1009 definite any: EnableX2Apic(iommu)");

    [Theory]
    [InlineData("var has = given.HasVectors; if (!has) count++; if (has) given.RequestInterrupts();")]
    [InlineData("var has = given.HasVectors; log.Add(has ? \"yes\" : \"no\"); if (has) given.RequestInterrupts();")]
    [InlineData("var has = given.HasVectors; if (!has) count++; if (!has) return; given.RequestInterrupts();")]
    [InlineData("var knows = iommu.Knows(given); log.Add(knows ? \"yes\" : \"no\"); if (knows) given.AssignMsiDomain(iommu.FindMsiDomain(given));")]
    [InlineData("var found = iommu.FindMsiDomain(given); log.Add(found is null ? \"no\" : \"yes\"); if (found is not null) given.AssignMsiDomain(found);")]
    public Task What_a_function_has_is_what_it_was(string body) => Model.ExpectAsync(HostOf("await Flow.Completed;", $"public async Flow Play(PciFunction given) {{ {body} }}"));

    [Theory]
    [InlineData("if (function.AllocateVectors(1) == 0) function.RequestInterrupts();")]
    [InlineData("if (function.AllocateVectors(4) <= 0) function.RequestInterrupts();")]
    [InlineData("if (!(function.AllocateVectors(4) > 0)) function.RequestInterrupts();")]
    [InlineData("var given = function.AllocateVectors(4); if (given == 0) function.RequestInterrupts();")]
    [InlineData("if (flag && function.AllocateVectors(1) == 0) function.RequestInterrupts();")]
    [InlineData("if (Allocate(function) == 0) function.RequestInterrupts();")]
    [InlineData("if (!Gives(function)) function.RequestInterrupts();")]
    [InlineData("function.ReserveVectors(1); function.FreeVectors(); if (function.ReserveVectors(1) == 0) function.RequestInterrupts();")]
    public Task IRQ4005_of_vectors_that_were_not_given_none_can_be_requested(string body) => Model.ExpectAsync(
        Model.Driver(body, Helpers), "IRQ4005 definite any: function.RequestInterrupts()");

    [Theory]
    [InlineData("var given = function.AllocateVectors(4); if (given == 0) flag = false; function.RequestInterrupts();")]
    [InlineData("if (function.AllocateVectors(4) < 4) function.RequestInterrupts();")]
    [InlineData("if (function.AllocateVectors(4) != 4) function.RequestInterrupts();")]
    [InlineData("Note(function.AllocateVectors(4) == 0); function.RequestInterrupts();")]
    public Task IRQ4005_of_vectors_that_were_perhaps_not_given_perhaps_none_can_be(string body) => Model.ExpectAsync(
        Model.Driver(body, Helpers), body.StartsWith("Note", StringComparison.Ordinal) ? [] : ["IRQ4005 possible any: function.RequestInterrupts()"]);

    [Theory]
    [InlineData("if (function.AllocateVectors(1) == 1) function.RequestInterrupts();")]
    [InlineData("if (function.AllocateVectors(4) >= 2) function.RequestInterrupts();")]
    [InlineData("var given = function.AllocateVectors(4); if (given == 0) flag = false; if (given == 0) return; function.RequestInterrupts();")]
    [InlineData("var given = function.AllocateVectors(4); if (given == 0) flag = false; if (given > 0) function.RequestInterrupts();")]
    [InlineData("var given = function.AllocateVectors(4); function.MaskVectors(); if (given == 0) return; function.RequestInterrupts();")]
    [InlineData("if (function.AllocateVectors(4) == 0 && function.AllocateVectors(1) == 0) return; function.RequestInterrupts();")]
    [InlineData("var given = function.AllocateVectors(4); if (given == 0) given = function.AllocateVectors(1); if (given == 0) return; function.RequestInterrupts();")]
    [InlineData("if (!Gives(function)) return; function.RequestInterrupts();")]
    public Task IRQ4005_of_vectors_that_were_given_all_can_be_requested(string body) => Model.ExpectAsync(Model.Driver(body, Helpers));

    [Theory]
    [InlineData("if (function.AllocateVectors(4) == 0) function.FailProbe();", "")]
    [InlineData("if (function.AllocateVectors(4) > 0) function.FailProbe();", "IRQ4002 definite any: function.FailProbe()")]
    [InlineData("if (!Gives(function) || !Install(function)) function.FailProbe();", "IRQ4002 possible any: function.FailProbe()")]
    [InlineData("if (function.AllocateVectors(4) < 4) function.FailProbe();", "IRQ4002 possible any: function.FailProbe()")]
    [InlineData("if (function.AllocateVectors(4) < 4) { if (function.HasVectors) function.FreeVectors(); function.FailProbe(); }", "")]
    public Task IRQ4002_a_probe_that_fails_keeps_no_vectors_though_it_requested_none(string body, string finding) => Model.ExpectAsync(
        Model.Driver(body, Helpers), finding.Length > 0 ? [finding] : []);

    private const string Helpers =
        """
        private static int Allocate(PciFunction its) => its.AllocateVectors(4);
        private static bool Gives(PciFunction its) => its.AllocateVectors(4) > 0;
        private bool Install(PciFunction its) { if (flag) return false; its.RequestInterrupts(); return true; }
        private static void Note(bool isNone) { }
        """;

    private static string HostOf(string boot, string members = "") => $$"""
        internal sealed class Asking : Host
        {
            private readonly Iommu iommu;
            private readonly List<string> log = new();
            private int count;
            public Asking(Machine machine) : base(machine) => iommu = new(machine);
            public override async Flow Boot() { {{boot}} }
            {{members}}
        }
        """;
}
