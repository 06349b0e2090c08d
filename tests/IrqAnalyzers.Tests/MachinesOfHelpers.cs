using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Machines that several methods and objects describe.</summary>
public class MachinesOfHelpers
{
    [Fact]
    public Task A_helper_that_adds_the_same_function_twice_is_wrong() => Expect("""
        public static Machine Build()
        {
            var machine = new Machine("m");
            var root = machine.AddRootBus();
            AddNic(root);
            AddNic(root);
            return machine;
        }

        private static void AddNic(PciBus bus) => bus.AddFunction("02.0", "nic");
        """,
        """IRQ5003 definite any: AddFunction("02.0", "nic")""");

    [Fact]
    public Task A_helper_adds_what_its_arguments_say() => Expect("""
        public static Machine Build()
        {
            var machine = new Machine("m");
            var root = machine.AddRootBus();
            AddNic(root, 2);
            AddNic(root, device: 3);
            return machine;
        }

        private static void AddNic(PciBus bus, int device, int function = 1) => bus.AddFunction($"{device:x2}.{function}", "nic");
        """);

    [Fact]
    public Task What_a_helper_returns_is_a_part_of_the_machine() => Expect("""
        public static Machine Build()
        {
            var machine = new Machine("m");
            var root = machine.AddRootBus();
            machine.AddRemappingUnit().Covers(Nic(root, "02.0"));
            Nic(root, "03.0");
            return machine;
        }

        private static PhysicalFunction Nic(PciBus bus, string at)
        {
            return bus.AddFunction(at);
        }
        """,
        "IRQ5001 definite any: AddFunction(at)");

    [Fact]
    public Task A_helper_with_an_empty_body_adds_nothing() => Expect("""
        public static Machine Build()
        {
            var machine = new Machine("m");
            machine.AddRootBus().AddFunction("02.0");
            machine.AddRemappingUnit();
            Nothing(machine);
            return machine;
        }

        private static void Nothing(Machine machine) { }
        """,
        """IRQ5001 definite any: AddFunction("02.0")""");

    [Theory]
    [InlineData("private static void Rest(Machine machine, int left) { if (left > 0) Rest(machine, left - 1); else machine.AddCatchAllUnit(); }")]
    [InlineData("private static async void Rest(Machine machine, int left) { await System.Threading.Tasks.Task.Yield(); machine.AddCatchAllUnit(); }")]
    [InlineData("private static void Rest(Machine machine, int left) { try { GC.KeepAlive(left); } finally { machine.AddCatchAllUnit(); } }")]
    [InlineData("private static void Rest(Machine machine, int left) { again: if (left-- > 0) goto again; machine.AddCatchAllUnit(); }")]
    [InlineData("private static void Rest(Machine machine, int left) { Action add = () => machine.AddCatchAllUnit(); add(); }")]
    [InlineData("private static void Rest(Machine machine, int left) => System.Threading.Volatile.Write(ref kept, machine);")]
    public Task A_helper_that_is_not_followed_may_add_anything(string helper) => Expect($$"""
        public static Machine? kept;
        public static Machine Build()
        {
            var machine = new Machine("m");
            machine.AddRootBus().AddFunction("02.0");
            machine.AddRemappingUnit();
            Rest(machine, 3);
            return machine;
        }

        {{helper}}
        """);

    [Fact]
    public Task A_way_out_of_a_helper_is_not_a_way_out_of_its_caller() => Expect("""
        public static Machine Build(bool more)
        {
            var machine = new Machine("m");
            var root = machine.AddRootBus();
            Add(root, more);
            root.AddFunction("02.0", "again");
            return machine;
        }

        private static void Add(PciBus bus, bool more)
        {
            bus.AddFunction("02.0");
            if (!more) return;
            bus.AddFunction("03.0");
        }
        """,
        """IRQ5003 definite any: AddFunction("02.0", "again")""");

    [Fact]
    public Task What_a_helper_adds_on_one_way_only_may_be_missing() => Expect("""
        public static Machine Build(bool more)
        {
            var machine = new Machine("m");
            var root = machine.AddRootBus();
            Add(root, more);
            if (!more) root.AddFunction("03.0", "other");
            return machine;
        }

        private static void Add(PciBus bus, bool more)
        {
            if (!more) return;
            bus.AddFunction("03.0");
        }
        """);

    [Fact]
    public Task An_extension_method_that_lends_a_bridge_is_followed() => Expect("""
        public static Machine Build()
        {
            var machine = new Machine("m");
            var nic = machine.AddRootBus().Port(out var port).AddFunction("00.0", "nic");
            machine.AddRemappingUnit().Covers(port);
            machine.AddRemappingUnit().Covers(nic);
            return machine;
        }

        private static PciBus Port(this PciBus bus, out PciBridge port)
        {
            port = bus.AddBridge("1c.0");
            return port.SecondaryBus;
        }
        """,
        "IRQ5002 definite any: Covers(port)");

    [Fact]
    public Task A_local_function_runs_where_it_is_called() => Expect("""
        public static Machine Build()
        {
            var machine = new Machine("m");
            var root = machine.AddRootBus();
            var next = 1;
            Add();
            Add();
            root.AddFunction("02.0", "again");
            return machine;

            void Add()
            {
                root.AddFunction($"{next:x2}.0");
                next++;
            }
        }
        """,
        """IRQ5003 definite any: AddFunction("02.0", "again")""");

    [Fact]
    public Task A_local_function_that_calls_itself_is_not_followed() => Expect("""
        public static Machine Build()
        {
            var machine = new Machine("m");
            var root = machine.AddRootBus();
            var next = 0;
            Add(3);
            root.AddFunction($"{next:x2}.0");
            return machine;

            void Add(int left)
            {
                if (left == 0) return;
                root.AddFunction($"{next:x2}.0");
                next++;
                Add(left - 1);
            }
        }
        """);

    [Fact]
    public Task What_a_constructor_keeps_the_members_know() => Expect("""
        public static Machine Build() => new Rig("m").Add("02.0").Add("03.0").Add("02.0").Machine;

        private sealed class Rig
        {
            private readonly PciBus root;
            private readonly List<string> taken = new();
            public Rig(string name)
            {
                Machine = new(name);
                root = Machine.AddRootBus();
            }

            public Machine Machine { get; }
            public Rig Add(string at)
            {
                taken.Add(at);
                root.AddFunction(taken[taken.Count - 1], "part");
                return this;
            }
        }
        """,
        """IRQ5003 definite any: AddFunction(taken[taken.Count - 1], "part")""");

    [Fact]
    public Task A_field_that_counts_is_followed() => Expect("""
        public static Machine Build() => new Rig().Add().Add().Add().Machine;

        private sealed class Rig
        {
            private int next = 1;
            public Machine Machine { get; } = new("m");
            private PciBus? root;
            public Rig Add()
            {
                root ??= Machine.AddRootBus();
                root.AddFunction($"{next++:x2}.0");
                return this;
            }
        }
        """);

    [Fact]
    public Task What_a_base_class_leaves_to_the_class_that_is_made_is_that_ones() => Expect("""
        public static Machine Build() => new Server().Build();

        private abstract class Board
        {
            protected abstract void AddRest(PciBus root);
            public Machine Build()
            {
                var machine = new Machine("m");
                var root = machine.AddRootBus();
                root.AddFunction("02.0");
                AddRest(root);
                return machine;
            }
        }

        private sealed class Server : Board
        {
            protected override void AddRest(PciBus root) => root.AddFunction("02.0", "again");
        }
        """,
        """IRQ5003 definite any: AddFunction("02.0", "again")""");

    [Fact]
    public Task What_somebody_else_may_override_may_add_anything() => Expect("""
        public class Board
        {
            protected virtual void AddRest(Machine machine) { }
            public Machine Build()
            {
                var machine = new Machine("m");
                machine.AddRootBus().AddFunction("02.0");
                machine.AddRemappingUnit();
                AddRest(machine);
                return machine;
            }
        }
        """);

    [Fact]
    public Task A_helper_that_is_wrong_by_itself_is_reported_once() => Expect("""
        public static Machine One() => Make("one");
        public static Machine Two() => Make("two");
        private static Machine Make(string name)
        {
            var machine = new Machine(name);
            var root = machine.AddRootBus();
            root.AddFunction("02.0", name);
            root.AddFunction("02.0", name + "b");
            return machine;
        }
        """,
        """IRQ5003 definite any: AddFunction("02.0", name + "b")""");

    [Fact]
    public Task A_machine_of_a_helper_is_judged_with_what_each_caller_adds() => Expect("""
        public static Machine Right()
        {
            var machine = Half();
            machine.AddCatchAllUnit();
            return machine;
        }

        public static Machine Wrong() => Half();
        private static Machine Half()
        {
            var machine = new Machine("m");
            machine.AddRootBus().AddFunction("02.0");
            machine.AddRemappingUnit();
            return machine;
        }
        """,
        """IRQ5001 definite any: AddFunction("02.0")""");

    [Fact]
    public Task A_machine_that_a_caller_gives_away_stays_possibly_wrong() => Expect("""
        public static void Use(List<Machine> all) => all.Add(Half());
        private static Machine Half()
        {
            var machine = new Machine("m");
            machine.AddRootBus().AddFunction("02.0");
            machine.AddRemappingUnit();
            return machine;
        }
        """,
        """IRQ5001 possible any: AddFunction("02.0")""");

    [Fact]
    public async Task Helpers_of_other_files_are_followed_too() => await Model.ExpectAsync(
        [
            "internal static class Parts { public static void AddNic(this PciBus bus, string name) => bus.AddFunction(\"02.0\", name); }",
            """
            internal static class Machines
            {
                public static Machine Build()
                {
                    var machine = new Machine("m");
                    var root = machine.AddRootBus();
                    root.AddNic("nic0");
                    root.AddNic("nic1");
                    return machine;
                }
            }
            """,
        ],
        """IRQ5003 definite any: AddFunction("02.0", name)""");

    private static Task Expect(string members, params string[] findings) => Model.ExpectAsync($$"""
        internal static class Machines
        {
            {{members}}
        }
        """, findings);
}
