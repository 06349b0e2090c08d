using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>
/// Settings that nobody sees at the place where they are tested: several that may exclude each other, and flags that keep what the model has answered.
/// </summary>
public class KeptSettings
{
    [Theory]
    [InlineData("public bool A, B;", "A", "B")]
    [InlineData("public bool A { get; set; } public bool B => !A;", "A", "B")]
    [InlineData("private string mode = \"\"; public void Set(string to) => mode = to;", "mode == \"a\"", "mode == \"b\"")]
    [InlineData("public int X; public bool B { get; set; }", "X > 3", "B")]
    public Task Of_two_settings_nobody_knows_whether_both_can_be_off(string members, string first, string second) =>
        Model.ExpectAsync(Notifier(members, $"if ({first}) {{ function.InheritMsiDomain(); return; }} if ({second}) {{ function.InheritMsiDomain(); return; }} return;"),
            "IRQ2001 possible virtual: return;");

    [Theory]
    [InlineData("public bool A;", "A")]
    [InlineData("private string mode = \"\"; public string Mode { set => mode = value; }", "mode == \"a\"")]
    [InlineData("public enum M { X, Y, Z } public M Mode;", "Mode == M.X")]
    public Task One_setting_may_be_either_way(string members, string asked) =>
        Model.ExpectAsync(Notifier(members, $"if ({asked}) {{ function.InheritMsiDomain(); return; }} return;"), "IRQ2001 definite virtual: return;");

    [Fact]
    public Task Two_tests_of_one_setting_are_of_one_setting() =>
        Model.ExpectAsync(
            Notifier("public enum M { X, Y, Z } public M Mode;", "if (Mode == M.X) { function.InheritMsiDomain(); return; } if (Mode == M.Y) { function.InheritMsiDomain(); return; } return;"),
            "IRQ2001 definite virtual: return;");

    [Fact]
    public Task A_setting_of_which_both_branches_meet_again_is_of_no_account() =>
        Model.ExpectAsync(
            Notifier("public bool Verbose, Inherit; private int count;", "if (Verbose) count++; if (Inherit) { function.InheritMsiDomain(); return; } return;"), "IRQ2001 definite virtual: return;");

    [Fact]
    public Task A_setting_that_was_asked_before_an_operation_is_of_no_account_after_it() => Model.ExpectAsync("""
        internal class Failing : PciDriver
        {
            public bool Wanted, Strict;
            public Failing() : base("failing") { }
            public override bool Matches(PciFunction function) => true;
            protected override async Flow Probe(PciFunction function)
            {
                if (!Wanted) return;
                function.ReserveVectors(1);
                if (Strict) { function.EnableMsi(); return; }
            }
        }
        """, "IRQ1004 definite any: function.EnableMsi()");

    [Fact]
    public Task How_much_a_collection_holds_is_not_a_setting() =>
        Model.ExpectAsync(
            Notifier("public bool A; private readonly List<int> seen = new();", "if (A) { function.InheritMsiDomain(); return; } if (seen.Contains(3)) { function.InheritMsiDomain(); return; } return;"),
            "IRQ2001 definite virtual: return;");

    [Theory]
    [InlineData("private readonly Queue<int> pending = new();", "pending.Count > 0")]
    [InlineData("private readonly Queue<int> pending;", "pending.Any()")]
    [InlineData("private readonly List<Iommu> active = new();", "active.Count == 0")]
    [InlineData("private readonly int[] map = new int[4];", "map.Length == 0")]
    [InlineData("private readonly Stack<int> undo = new();", "undo is { Count: 0 }")]
    public Task How_much_the_project_has_put_into_a_collection_makes_nothing_sure(string members, string asked) =>
        Model.ExpectAsync(Notifier(members, $"if ({asked}) return; function.InheritMsiDomain();"), "IRQ2001 possible virtual: return;");

    [Fact]
    public Task A_loop_that_drains_a_queue_ends() =>
        Model.ExpectAsync(
            Notifier("private readonly Queue<int> pending = new(); private static void Log() { }", "while (pending.Count > 0) Log(); return;"), "IRQ2001 definite virtual: return;");

    [Theory]
    [InlineData("private bool remapping; public void Start() => remapping = iommu.EnableInterruptRemapping();", "!remapping")]
    [InlineData("public bool Remapping { get; private set; } public void Start() => Remapping = iommu.EnableInterruptRemapping();", "!Remapping")]
    [InlineData("public bool Remapping { get; set; } public void Start() => Remapping = iommu.InterruptRemappingEnabled;", "!Remapping")]
    [InlineData("private bool remapping; public void Start() { if (iommu.EnableInterruptRemapping()) remapping = true; }", "!remapping")]
    [InlineData("private bool remapping; public void Start() { if (!iommu.EnableInterruptRemapping()) { return; } remapping = true; }", "!remapping")]
    [InlineData("private enum M { Off, On } private M mode; public void Start() => mode = iommu.EnableInterruptRemapping() ? M.On : M.Off;", "mode == M.Off")]
    [InlineData("private int level; public void Start() { while (!iommu.InterruptRemappingEnabled) { level = 1; iommu.EnableInterruptRemapping(); } }", "level == 0")]
    [InlineData("private readonly List<Iommu> all = new(); private bool off; public void Start() => off = all.All(one => !one.InterruptRemappingEnabled);", "off")]
    [InlineData("private readonly List<Iommu> all = new();", "!all.Any(one => one.InterruptRemappingEnabled)")]
    [InlineData("private readonly List<Iommu> all = new();", "all.Count(one => { return one.InterruptRemappingEnabled; }) == 0")]
    public Task A_flag_that_keeps_an_answer_of_the_model_makes_nothing_sure(string members, string asked) =>
        Model.ExpectAsync(Notifier(members, $"if ({asked}) return; function.InheritMsiDomain();"), "IRQ2001 possible virtual: return;");

    [Theory]
    [InlineData("new Told(iommu, iommu.EnableInterruptRemapping())")]
    [InlineData("new Told(iommu, TryEnable())")]
    [InlineData("new Told(iommu, isOn)")]
    public Task A_flag_that_is_handed_an_answer_keeps_it(string made) => Model.ExpectAsync(
        Model.Boot($"var isOn = iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); Subscribe({made}); await ScanBuses();", "private bool TryEnable() => iommu.EnableInterruptRemapping();")
        + """
        internal class Told : IommuNotifier
        {
            private readonly Iommu iommu;
            private readonly bool isOn;
            public Told(Iommu iommu, bool isOn) : base(1) { this.iommu = iommu; this.isOn = isOn; }
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (!isOn) return;
                if (function.IsVirtual) { function.InheritMsiDomain(); return; }
                iommu.Register(function);
                function.AssignMsiDomain(iommu.FindMsiDomain(function));
            }
        }
        """, "IRQ2001 possible virtual: return;");

    [Theory]
    [InlineData("private bool started; public void Start() => started = true;", "!started")]
    [InlineData("private bool started; public void Start() { if (iommu.EnableInterruptRemapping()) Log(); started = true; } private void Log() { }", "!started")]
    [InlineData("private bool isOn = true; public void Note(bool on) => isOn &= on;", "!isOn")]
    [InlineData("private bool isOn; private int count; public void Start() => (isOn, count) = (iommu.EnableInterruptRemapping(), 1);", "!isOn || count == 0")]
    [InlineData("private bool isOn; private void Mark() => isOn = true; public void Start() { if (iommu.EnableInterruptRemapping()) Mark(); }", "!isOn")]
    [InlineData("private bool ok, isOn; public void Start() { ok = iommu.EnableInterruptRemapping(); isOn = ok; }", "!isOn")]
    [InlineData("private int level = 1; public int Level { get => level; set => level = value < 1 ? 1 : value; }", "level < 1")]
    [InlineData("private readonly int level = 1; public int Level { get => level; init => level = value < 1 ? 1 : value; }", "Level < 1")]
    [InlineData("private bool isOn = true; public bool IsOn { set => isOn = value; } public void Stop() => IsOn = false;", "!isOn")]
    [InlineData("private int mode; public void Start() { Action start = () => mode = 1; start(); }", "mode == 0")]
    [InlineData("private int count; private static void Fill(out int to) => to = 1; public void Start() => Fill(out count);", "count == 0")]
    public Task What_methods_assign_is_what_was_done_before(string members, string asked) =>
        Model.ExpectAsync(Notifier(members, $"if ({asked}) return; function.InheritMsiDomain();"), "IRQ2001 possible virtual: return;");

    [Theory]
    [InlineData("private bool? isOn;", "isOn ??= iommu.InterruptRemappingEnabled; if (isOn == false) return; function.InheritMsiDomain();")]
    [InlineData("private int generation; private void Begin() => generation++;", "Begin(); if (generation == 0) return; function.InheritMsiDomain();")]
    [InlineData("private bool busy;", "if (busy) return; busy = true; function.InheritMsiDomain(); busy = false;")]
    public Task What_the_handler_itself_assigns_it_has_perhaps_assigned_before(string members, string ofVf) =>
        Model.ExpectAsync(Notifier(members, ofVf), "IRQ2001 possible virtual: return;");

    [Theory]
    [InlineData("private readonly List<Iommu> all = new();", "!all.Any(one => one.ToString() == \"\")")]
    [InlineData("public bool IsQuiet { get; set; }", "IsQuiet")]
    [InlineData("public static bool IsQuiet;", "IsQuiet")]
    [InlineData("private int level; public int Level { get => level; init => level = value; }", "Level == 0")]
    public Task What_others_set_may_be_either_way(string members, string asked) =>
        Model.ExpectAsync(Notifier(members, $"if ({asked}) return; function.InheritMsiDomain();"), "IRQ2001 definite virtual: return;");

    [Theory]
    [InlineData("private int next; private int Next() => next = next == 3 ? 0 : next + 1;", "Next();")]
    [InlineData("private int count; private void Note() { if (count > 0) count--; else count++; }", "Note();")]
    public Task A_helper_that_asks_for_a_state_and_ends_in_one_way_leaves_all_as_sure_as_it_was(string members, string call) =>
        Model.ExpectAsync(Notifier(members, $"{call} return;"), "IRQ2001 definite virtual: return;");

    [Fact]
    public Task A_helper_that_leaves_in_two_ways_does_not() => Model.ExpectAsync(
        Notifier("private int count; private bool IsFirst() { if (count > 0) return false; count++; return true; }", "if (IsFirst()) return; function.InheritMsiDomain();"), "IRQ2001 possible virtual: return;");

    [Fact]
    public Task A_switch_that_the_program_throws_before_anything_runs_makes_nothing_sure() => Model.ExpectAsync(
        Notifier("public static bool IsQuiet;", "if (IsQuiet) { function.InheritMsiDomain(); return; } return;") + "internal static class Start { public static void Main() => Notified.IsQuiet = true; }",
        "IRQ2001 possible virtual: return;");

    [Theory]
    [InlineData("isOn = iommu.EnableInterruptRemapping();")]
    [InlineData("(isOn, _) = (iommu.EnableInterruptRemapping(), 1);")]
    [InlineData("isOn ??= iommu.EnableInterruptRemapping();")]
    public Task An_answer_that_is_kept_and_handed_on_is_one_still(string start) => Model.ExpectAsync(
        Model.Boot($"{start} CreateDefaultMsiDomain(); Subscribe(new Told(iommu, isOn)); await ScanBuses();", "private bool? isOn;") + """
        internal class Told : IommuNotifier
        {
            private readonly Iommu iommu;
            private readonly bool? isOn;
            public Told(Iommu iommu, bool? isOn) : base(1) { this.iommu = iommu; this.isOn = isOn; }
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (isOn != true) return;
                if (function.IsVirtual) { function.InheritMsiDomain(); return; }
                iommu.Register(function);
                function.AssignMsiDomain(iommu.FindMsiDomain(function));
            }
        }
        """, "IRQ2001 possible virtual: return;");

    private static string Notifier(string members, string ofVf) => $$"""
        internal class Notified : IommuNotifier
        {
            private readonly Iommu iommu;
            {{members}}
            public Notified(Iommu iommu) : base(1) => this.iommu = iommu;
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (!function.IsVirtual) { iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); return; }
                {{ofVf}}
            }
        }
        """;
}
