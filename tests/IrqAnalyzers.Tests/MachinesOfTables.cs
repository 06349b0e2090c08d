using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Machines that loops over constants describe.</summary>
public class MachinesOfTables
{
    private const string Twice = "private static readonly string[] Table = { \"01.0\", \"01.0\" }; ";

    [Theory]
    [InlineData("foreach (var at in new[] { \"01.0\", \"02.0\", \"01.0\" }) root.AddFunction(at);", "at")]
    [InlineData("foreach (var at in new List<string> { \"01.0\", \"01.0\" }) root.AddFunction(at);", "at")]
    [InlineData("foreach (var at in Ats) root.AddFunction(at);", "at")]
    [InlineData("for (var i = 0; i < Ats.Length; i++) root.AddFunction(Ats[i]);", "Ats[i]")]
    [InlineData("for (var i = 1; i <= 8; i++) root.AddFunction($\"02.{i % 8 / 7}\");", "$\"02.{i % 8 / 7}\"")]
    [InlineData("foreach (var n in Enumerable.Range(0, 9)) root.AddFunction($\"01.{n & 7:x}\");", "$\"01.{n & 7:x}\"")]
    [InlineData("foreach (var (at, again) in new[] { (\"01.0\", 2), (\"02.0\", 1) }) for (var i = 0; i < again; i++) root.AddFunction(at);", "at")]
    [InlineData("foreach (var part in Parts) root.AddFunction(part.At);", "part.At")]
    [InlineData("foreach (var (n, at) in Ats.Index()) root.AddFunction($\"0{n / 2 + 1}.0\");", "$\"0{n / 2 + 1}.0\"")]
    [InlineData("foreach (var one in Ats.Index()) root.AddFunction($\"0{one.Index / 2 + 1}.0\");", "$\"0{one.Index / 2 + 1}.0\"")]
    [InlineData("foreach (var pair in Ats.Chunk(2)) foreach (var (n, at) in pair.Index()) root.AddFunction($\"01.{n}\");", "$\"01.{n}\"")]
    [InlineData("foreach (var at in new[] { \"01.0\", \"02.0\", \"02.0\", \"01.0\" }.Skip(1).Take(2)) root.AddFunction(at);", "at")]
    [InlineData("foreach (var (n, at) in Ats.Index().ToList()) root.AddFunction($\"0{n / 2 + 1}.0\");", "$\"0{n / 2 + 1}.0\"")]
    [InlineData("_ = Ats.Select(at => root.AddFunction(at)).ToList();", "at")]
    [InlineData("var all = Ats.Select((at, n) => root.AddFunction($\"0{n / 2 + 1}.0\")).ToArray(); machine.AddCatchAllUnit().Covers(all[0]);", "$\"0{n / 2 + 1}.0\"")]
    [InlineData("_ = Parts.Select(part => { var at = part.At; return root.AddFunction(at); }).ToArray();", "at")]
    [InlineData("foreach (var (at, _) in Parts) root.AddFunction(at);", "at")]
    [InlineData("foreach (var p in new[] { new { A = 1 }, new { A = 1 } }) root.AddFunction(\"0\" + p.A + \".0\");", "\"0\" + p.A + \".0\"")]
    [InlineData("var part = new Part(\"01.0\", true); foreach (var p in new[] { part, part with { Covered = false } }) root.AddFunction(p.At);", "p.At")]
    [InlineData("var i = 0; while (i < 3) { root.AddFunction(Ats[i]); i += 2; }", "Ats[i]")]
    public Task Two_rounds_with_one_address_are_wrong(string loop, string argument) => Expect(loop, $"IRQ5003 definite any: AddFunction({argument})");

    [Theory]
    [InlineData("foreach (var at in new[] { \"01.0\", \"02.0\" }) root.AddFunction(at);")]
    [InlineData("foreach (var (n, at) in Ats.Index()) root.AddFunction($\"0{n + 1}.0\");")]
    [InlineData("foreach (var (card, pair) in Ats.Chunk(2).Index()) foreach (var (n, at) in pair.Index()) root.AddFunction($\"0{card + 1}.{n}\");")]
    [InlineData("foreach (var at in new[] { \"01.0\", \"02.0\", \"02.0\", \"01.0\" }.Skip(2)) root.AddFunction(at);")]
    [InlineData("var n = 0; var all = new List<int> { 1, 1 }; var later = all.Skip(0); all.Clear(); foreach (var x in later) root.AddFunction($\"{x:x2}.{n++ / 2}\");")]
    [InlineData("foreach (var at in numbers.Chunk(2)) root.AddFunction($\"{at[0]:x2}.0\"); root.AddFunction(\"1f.0\");")]
    [InlineData("_ = new[] { \"01.0\", \"02.0\" }.Select(at => root.AddFunction(at)).ToList(); root.AddFunction(\"03.0\");")]
    [InlineData("_ = Ats.Select((at, n) => root.AddFunction($\"0{n + 1}.0\")).ToList();")]
    [InlineData("var n = 1; _ = Ats.Select(at => root.AddFunction($\"0{n++}.0\")).ToList(); root.AddFunction($\"0{n}.0\");")]
    [InlineData("var later = Ats.Select(at => root.AddFunction(at)); later = null;")]
    [InlineData("_ = numbers.Select(n => root.AddFunction($\"{n:x2}.0\")).ToList(); root.AddFunction(\"1f.0\");")]
    [InlineData("for (var i = 0; i < 32; i++) for (var f = 0; f < 2; f++) root.AddFunction($\"{i:x2}.{f}\");")]
    [InlineData("for (var i = 0; i < 9; i++) { if (i == 4) continue; if (i > 5) break; root.AddFunction($\"{i:x2}.0\"); } root.AddFunction(\"04.0\");")]
    [InlineData("foreach (var n in numbers) root.AddFunction($\"{n:x2}.0\"); root.AddFunction(\"1f.0\");")]
    [InlineData("for (var i = 1; i < count; i++) root.AddFunction($\"{i:x2}.0\"); root.AddFunction(\"1f.0\");")]
    [InlineData("for (var i = 1; i < 8; i++) { if (i == count) break; root.AddFunction($\"{i:x2}.0\"); } if (count < 8) root.AddFunction(\"07.0\");")]
    [InlineData("for (var i = 0; i < 1000; i++) root.AddFunction(numbers[i].ToString());")]
    [InlineData("var at = new List<string> { \"01.0\", \"01.0\" }; at.Reverse(); at[1] = \"02.0\"; foreach (var a in at) root.AddFunction(a);")]
    [InlineData("var at = new[] { 1, 1 }; Array.Fill(at, 2); root.AddFunction($\"{at[0]:x2}.0\"); root.AddFunction(\"01.0\");")]
    [InlineData("var n = 1; Action up = () => n++; foreach (var x in new[] { 0, 0 }) { root.AddFunction($\"{n:x2}.0\"); up(); }")]
    [InlineData("var all = new List<int> { 1 }; var same = all; foreach (var n in numbers) same[0] = 2; root.AddFunction(\"01.0\");"
        + "root.AddFunction($\"{all[0]:x2}.0\");")]
    public Task Rounds_with_addresses_of_their_own_are_right(string loop) => Expect(loop);

    [Fact]
    public Task A_condition_of_constants_is_decided() => Expect("""
        var unit = machine.AddRemappingUnit();
        foreach (var part in Parts)
        {
            var function = root.AddFunction(part.At, msixVectors: part.Covered ? 1 : 2);
            if (part.Covered) unit.Covers(function);
            if (part is { At: "01.0", Covered: false }) break;
        }
        """,
        "IRQ5001 definite any: AddFunction(part.At, msixVectors: part.Covered ? 1 : 2)",
        "IRQ5003 definite any: AddFunction(part.At, msixVectors: part.Covered ? 1 : 2)");

    [Theory]
    [InlineData("var all = new[] { 1, 2 }.Select(n => machine.AddIoApic((byte)n)).ToArray(); machine.AddCatchAllUnit().Covers(all[0]);", true)]
    [InlineData("var all = new[] { 1, 2 }.Select(n => machine.AddIoApic((byte)n)).ToArray(); machine.AddCatchAllUnit().Covers(all[0]).Covers(all[1]);", false)]
    [InlineData("var all = new[] { 1, 2 }.Select(n => machine.AddIoApic((byte)n)).ToList(); var unit = machine.AddCatchAllUnit(); foreach (var one in all) unit.Covers(one);", false)]
    [InlineData("var all = new[] { 1, 2 }.Select(n => machine.AddIoApic((byte)n)); var unit = machine.AddCatchAllUnit(); foreach (var one in all) unit.Covers(one);", false)]
    public Task Parts_that_a_query_makes_at_once_are_those_that_the_list_has(string describe, bool isWrong) =>
        isWrong ? Expect(describe, "IRQ5006 definite any: AddIoApic((byte)n)") : Expect(describe);

    [Theory]
    [InlineData("var unit = machine.AddCatchAllUnit(); foreach (var id in new byte[] { 1 }) { if (all.TryGetValue(id, out var one)) unit.Covers(one); }", true)]
    [InlineData("var unit = machine.AddCatchAllUnit(); foreach (var id in new byte[] { 1, 2 }) { if (all.TryGetValue(id, out var one)) unit.Covers(one); }", false)]
    [InlineData("machine.AddCatchAllUnit().Covers(all[2]);", true)]
    [InlineData("machine.AddCatchAllUnit().Covers(all[1]).Covers(all[2]);", false)]
    [InlineData("var unit = machine.AddCatchAllUnit(); foreach (var one in all.Values) unit.Covers(one);", false)]
    [InlineData("var unit = machine.AddCatchAllUnit(); for (byte id = 1; id < 3; id++) { if (all.ContainsKey(id)) unit.Covers(all[id]); }", false)]
    [InlineData("machine.AddCatchAllUnit().Covers(all[(byte)count]).Covers(all[1]);", false)]
    public async Task Parts_in_a_dictionary_are_found_under_their_numbers(string cover, bool isWrong)
    {
        foreach (var made in new[] { "ToDictionary(one => one.Id)", "ToList().ToDictionary(one => one.Id, one => one)", "ToDictionary(one => (byte)(one.Id + 0), one => one)" })
        {
            var describe = $"var all = new[] {{ 1, 2 }}.Select(n => machine.AddIoApic((byte)n)).{made}; {cover}";
            await (isWrong ? Expect(describe, "IRQ5006 definite any: AddIoApic((byte)n)") : Expect(describe));
        }
    }

    [Theory]
    [InlineData("ToDictionary(one => $\"{one}\")", "all[\"1\"]")]
    [InlineData("ToDictionary(one => one.RequesterId)", "all.Values.First()")]
    [InlineData("ToDictionary(one => one.Id, EqualityComparer<byte>.Default)", "all[1]")]
    [InlineData("ToDictionary(one => { last = one; return one.Id; })", "all[1]")]
    [InlineData("ToLookup(one => one.Id)", "all[1].First()")]
    [InlineData("GroupBy(one => one.Id).ToList()", "all[1].First()")]
    public Task Nothing_is_missed_where_nobody_knows_which_part_a_key_finds(string made, string covered) => Expect(
        $"IoApic? last = null; var all = new[] {{ 1, 2 }}.Select(n => machine.AddIoApic((byte)n)).{made}; machine.AddCatchAllUnit().Covers({covered}); _ = last;");

    [Theory]
    [InlineData("foreach (var one in all[true]) unit.Covers(one);", true)]
    [InlineData("foreach (var one in all[true]) unit.Covers(one); foreach (var one in all[false]) unit.Covers(one);", false)]
    [InlineData("foreach (var key in new[] { true, false }) foreach (var one in all[key]) unit.Covers(one);", false)]
    [InlineData("foreach (var one in all[false].ToList()) unit.Covers(one);", true)]
    [InlineData("Cover(all[true]); void Cover(IEnumerable<IoApic> some) { foreach (var one in some) unit.Covers(one); }", true)]
    [InlineData("Cover(all); void Cover(ILookup<bool, IoApic> some) { foreach (var one in some[true]) unit.Covers(one); foreach (var one in some[false]) unit.Covers(one); }", false)]
    [InlineData("foreach (var group in all) foreach (var one in group) unit.Covers(one);", false)]
    [InlineData("foreach (var one in all.SelectMany(group => group)) unit.Covers(one);", false)]
    [InlineData("foreach (var one in all[count > 1]) unit.Covers(one); foreach (var one in all[count <= 1]) unit.Covers(one);", false)]
    [InlineData("var same = all; foreach (var one in same[true]) unit.Covers(one); if (count > 1) foreach (var one in same[false]) unit.Covers(one);", false)]
    public async Task Parts_in_a_look_up_are_found_under_their_keys(string cover, bool isWrong)
    {
        foreach (var made in new[] { "ToLookup(one => one.Id == 1)", "ToList().ToLookup(one => one.Id == 1, one => one)" })
        {
            var describe = $"var unit = machine.AddCatchAllUnit(); var all = new[] {{ 1, 2, 1 + 2 }}.Select(n => machine.AddIoApic((byte)n)).{made}; {cover}";
            await (isWrong ? Expect(describe, "IRQ5006 definite any: AddIoApic((byte)n)") : Expect(describe));
        }
    }

    [Fact]
    public Task A_look_up_has_nothing_under_another_key() => Expect("""
        var all = new[] { 1, 2 }.Select(n => machine.AddIoApic((byte)n)).ToLookup(one => one.Id < 9 ? "near" : "far");
        var unit = machine.AddCatchAllUnit();
        foreach (var one in all["far"]) unit.Covers(one);
        """,
        "IRQ5006 definite any: AddIoApic((byte)n)");

    [Theory]
    [InlineData("ToLookup(one => (object)one.Id)", "1L")]
    [InlineData("ToLookup(one => \"Near\", StringComparer.OrdinalIgnoreCase)", "\"near\"")]
    [InlineData("ToLookup(one => one.RequesterId)", "last!.RequesterId")]
    [InlineData("ToLookup(one => numbers[one.Id])", "1")]
    [InlineData("ToLookup(one => { last = one; return one.Id; })", "1")]
    public Task Nothing_is_missed_where_nobody_knows_what_a_look_up_has_under_a_key(string made, string key) => Expect(
        $"IoApic? last = null; var all = new[] {{ 1, 2 }}.Select(n => machine.AddIoApic((byte)n)).{made}; var unit = machine.AddCatchAllUnit();"
        + $"foreach (var one in all[{key}]) unit.Covers(one); _ = last;");

    [Fact]
    public Task What_a_builder_has_added_is_covered_by_role() => Model.ExpectAsync("""
        internal enum Role { Network, Storage, Management }
        internal sealed class Board
        {
            private readonly Machine machine;
            private readonly List<(Role Role, PhysicalFunction Function)> parts = new();
            private PciBus? root;
            public Board(string name) => machine = new(name);
            private PciBus Root => root ??= machine.AddRootBus();
            public Board Network(string at) => Add(Role.Network, at);
            public Board Storage(string at) { parts.Add((Role.Storage, Root.AddFunction(at, msixVectors: 4))); return this; }
            private Board Add(Role role, string at) { parts.Add((role, Root.AddFunction(at, msixVectors: 8))); return this; }
            public Machine Build()
            {
                var byRole = parts.ToLookup(part => part.Role, part => part.Function);
                var unit = machine.AddRemappingUnit();
                foreach (var function in byRole[Role.Network]) unit.Covers(function);
                foreach (var function in byRole[Role.Management]) unit.Covers(function);
                return machine;
            }
        }
        internal static class Boards
        {
            public static Machine Small() => new Board("small").Network("01.0").Network("02.0").Build();
            public static Machine Large() => new Board("large").Network("01.0").Storage("02.0").Build();
        }
        """,
        "IRQ5001 definite any: AddFunction(at, msixVectors: 4)");

    [Fact]
    public Task A_bus_is_found_under_its_number() => Expect("""
        var buses = new[] { 1, 2 }.Select(n => machine.AddRootBus((byte)n)).ToDictionary(one => one.Number);
        buses[1].AddFunction("02.0");
        buses[2].AddFunction("02.0");
        buses[2].AddFunction("02.0");
        """,
        """IRQ5003 definite any: AddFunction("02.0")""");

    [Fact]
    public Task Parts_in_a_list_are_the_parts_that_were_put_there() => Expect("""
        var unit = machine.AddCatchAllUnit();
        var all = new List<IoApic>();
        for (byte id = 0; id < 3; id++) all.Add(machine.AddIoApic(id));
        for (var i = 1; i < all.Count; i++) unit.Covers(all[i]);
        """,
        "IRQ5006 definite any: AddIoApic(id)");

    [Fact]
    public Task Parts_in_a_dictionary_are_the_parts_under_their_keys() => Expect("""
        var buses = new Dictionary<int, PciBus>();
        for (var segment = 1; segment < 3; segment++) buses[segment] = machine.AddRootBus(0, segment);
        machine.AddCatchAllUnit(segment: 1);
        foreach (var segment in new[] { 1, 2 }) buses[segment].AddFunction("02.0");
        """,
        """IRQ5001 definite any: AddFunction("02.0")""");

    [Fact]
    public Task A_list_that_goes_elsewhere_takes_its_machine_with_it() => Expect("""
        var unit = machine.AddRemappingUnit();
        var all = new List<PhysicalFunction> { root.AddFunction("02.0") };
        all.ForEach(function => unit.Covers(function));
        """);

    [Fact]
    public Task To_discard_a_part_gives_it_to_nobody() => Expect("""
        _ = machine.AddRemappingUnit();
        var nic = root.AddFunction("02.0");
        _ = nic;
        """,
        """IRQ5001 definite any: AddFunction("02.0")""");

    [Fact]
    public Task Numbers_wrap_as_the_language_says() => Expect("""
        byte bus = 254;
        for (var i = 0; i < 4; i++)
        {
            machine.AddRootBus(bus++, 1);
            machine.AddRootBus(unchecked((byte)(bus - 3)), 2);
        }
        """);

    [Theory]
    [InlineData(Twice + "static Machines() => Table[1] = \"02.0\";")]
    [InlineData(Twice + "public static void Change() => Table[1] = \"02.0\";")]
    [InlineData(Twice + "public static void Change() => Array.Fill(Table, \"02.0\");")]
    [InlineData(Twice + "public static ref string First => ref Table[0];")]
    [InlineData("private static readonly List<string> Table = new() { \"01.0\", \"01.0\" }; public static void Change() => Table.Clear();")]
    [InlineData(Twice + "public static string[] Get() => Table;")]
    [InlineData(Twice + "public static void Change() => Move(Table); private static void Move(string[] all) => all[0] = \"03.0\";")]
    [InlineData("private static string[] Table = { \"01.0\", \"01.0\" };")]
    [InlineData("private static readonly string[] Table = { Last, \"01.0\" }; private static readonly string Last = \"01.0\";")]
    public Task A_table_that_somebody_changes_is_not_known(string table) =>
        Model.ExpectAsync(Wrap("foreach (var at in Table) root.AddFunction(at ?? \"04.0\");", table));

    [Theory]
    [InlineData(Twice + "public static int Count => Table.Length + Table.Count(at => at.Length > 0);")]
    [InlineData("private static readonly IReadOnlyList<string> Table = new[] { \"01.0\", \"01.0\" }; public static IReadOnlyList<string> Get() => Table;")]
    [InlineData(Twice + "private static string First(string[] all) => all[0]; public static string Get() => First(Table);")]
    [InlineData("private static IEnumerable<string> Table => new[] { \"01.0\", \"01.0\" };")]
    [InlineData("private static readonly string First = \"01.0\"; private static readonly string[] Table = { First, First };")]
    public Task A_table_that_is_only_read_is_known(string table) =>
        Model.ExpectAsync(Wrap("foreach (var at in Table) root.AddFunction(at);", table), "IRQ5003 definite any: AddFunction(at)");

    private const string Entries = "private static readonly Entry[] Table = { new(\"nic\", new[] { \"01.0\", \"01.0\" }) }; ";
    private const string Entry = Entries + "private sealed record Entry(string Name, string[] Places); ";

    [Theory]
    [InlineData(Entry)]
    [InlineData(Entry + "public static int Count => Table[0].Places.Length + Table[0].Places[1].Length;")]
    [InlineData(Entry + "public static Entry Other => Table[0] with { Places = new[] { \"03.0\" } }; public static bool Has => Table[0] is { Name: \"nic\" };")]
    [InlineData("private static readonly List Table = new() { Entries = new Entry[] { new() { Places = new[] { \"01.0\", \"01.0\" } } } }; "
        + "private sealed class List { public IReadOnlyList<Entry> Entries { get; init; } = null!; } "
        + "private sealed class Entry { public string[] Places { get; init; } = null!; } ", ".Entries")]
    public Task A_table_inside_an_entry_that_is_only_read_is_known(string table, string part = "") => Model.ExpectAsync(
        Wrap($"foreach (var entry in Table{part}) {{ foreach (var at in entry.Places) root.AddFunction(at); }}", table.Replace("public static Entry", "private static Entry")),
        "IRQ5003 definite any: AddFunction(at)");

    [Theory]
    [InlineData(Entry + "public static void Change() => Table[0].Places[1] = \"02.0\";")]
    [InlineData(Entry + "public static void Change() { foreach (var entry in Table) entry.Places[1] = \"02.0\"; }")]
    [InlineData(Entry + "public static void Change() { foreach (var (name, places) in Table) places[1] = name; }")]
    [InlineData(Entry + "public static void Change() { if (Table[0] is (\"nic\", var places)) places[1] = \"02.0\"; }")]
    [InlineData(Entry + "public static void Change() { Table[0].Deconstruct(out var name, out var places); places[1] = name; }")]
    [InlineData(Entry + "public static void Change() { var (_, places) = Table[0]; places[1] = \"02.0\"; }")]
    [InlineData(Entry + "public static void Change() => Array.Sort(Table[0].Places);")]
    [InlineData(Entry + "public static void Change() { var places = Table[0].Places; places[1] = \"02.0\"; }")]
    [InlineData(Entry + "public static string[] Get() => Table[0].Places;")]
    [InlineData(Entries + "private interface IHas { string[] Places { get; } } private sealed record Entry(string Name, string[] Places) : IHas; "
        + "private static void Change(IHas its) => its.Places[1] = \"02.0\";")]
    [InlineData(Entries + "private sealed record Entry(string Name, string[] Places) { public string[] Places { get; set; } = Places; }")]
    [InlineData("private static readonly string[] Shared = { \"01.0\", \"01.0\" }; private static readonly Entry[] Table = { new(\"nic\", Shared) }; "
        + "private sealed record Entry(string Name, string[] Places); public static void Change() => Shared[1] = \"02.0\";")]
    public Task A_table_inside_an_entry_that_somebody_changes_is_not_known(string table) =>
        Model.ExpectAsync(Wrap("foreach (var entry in Table) { foreach (var at in entry.Places) root.AddFunction(at); }", table));

    [Fact]
    public Task Who_shares_an_object_may_change_what_can_be_set() => Model.ExpectAsync(Wrap("""
        root.AddFunction("02.0");
        root.AddFunction(Shared.At);
        """,
        "private static readonly Options Shared = new(); private sealed class Options { public string At { get; set; } = \"02.0\"; }"));

    [Theory]
    [InlineData("for (var i = 0; ; i++) { if (i == count) break; root.AddFunction($\"{i:x2}.0\"); }")]
    [InlineData("for (var i = 0; i < 64; i++) { if (numbers[i] == 0) continue; root.AddFunction($\"{i:x2}.0\"); }")]
    [InlineData("for (var i = 0; i < 64; i++) Add(i); void Add(int device) { if (numbers[device] > 0) root.AddFunction($\"{device:x2}.0\"); }")]
    [InlineData("var i = 4; while (true) { root.AddFunction($\"0{i++}.0\"); if (numbers.Length > 3 || i > 7) break; }")]
    public Task Nobody_knows_whether_a_round_with_a_bad_address_adds_it(string loop) => Expect(loop);

    [Fact]
    public Task What_is_wrong_in_each_round_is_wrong_in_whatever_rounds_there_are() => Expect("""
        for (var i = 0; i < 4; i++)
        {
            if (numbers[i] == 0) continue;
            root.AddFunction($"{i:x2}.0");
            root.AddFunction($"{i:x2}.0", "again");
        }
        """,
        """IRQ5003 definite any: AddFunction($"{i:x2}.0", "again")""");

    [Fact]
    public Task Of_a_loop_that_is_too_long_no_round_is_known() => Expect("""
        for (var i = 0; i < 100000; i++) root.AddFunction($"{i / 50000:x2}.0");
        root.AddFunction("05.0");
        root.AddFunction("05.0");
        """,
        "IRQ5003 definite any: AddFunction($\"{i / 50000:x2}.0\")",
        """IRQ5003 definite any: AddFunction("05.0")""");

    private static Task Expect(string body, params string[] findings) => Model.ExpectAsync(Wrap(body), findings);

    private static string Wrap(string body, string members = "") => $$"""
        internal record Part(string At, bool Covered);
        internal static class Machines
        {
            private static readonly string[] Ats = { "01.0", "02.0", "01.0" };
            private static readonly Part[] Parts = { new("01.0", true), new("02.0", true), new("01.0", false) };
            {{members}}
            public static Machine Build(int[] numbers, int count)
            {
                var machine = new Machine("m");
                var root = machine.AddRootBus();
                {{body}}
                return machine;
            }
        }
        """;
}
