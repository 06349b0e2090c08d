using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Objects of classes of a project's own: where they come from, what stands for their facts, who else is given them, and what handlers owe them.</summary>
public sealed class OwnObjects
{
    private const string Doors = """

        [ProtocolFacts] public enum DoorFacts { [Revocable] Hung, [Revocable] Locked, [Revocable] Lit }

        public static class DoorRules
        {
            [ProtocolRule("Locked before it is hung")] public const string LockedUnhung = "IRQU001";
            [ProtocolRule("Hung while it is lit")] public const string HungLit = "IRQU002";
            [ProtocolRule("Left unhung")] public const string LeftUnhung = "IRQU003";
        }

        public class Door
        {
            [FactWhile(true, DoorFacts.Lit)] public bool IsLit { get; set; }
            [RequiresAbsent(DoorFacts.Lit, Rule = DoorRules.HungLit)][Ensures(DoorFacts.Hung)] public void Hang() { }
            [Requires(DoorFacts.Hung, Rule = DoorRules.LockedUnhung)][Ensures(DoorFacts.Locked)] public void Lock() { }
            [Revokes(DoorFacts.Locked)] public void Unlock() { }
            [Ensures(DoorFacts.Locked)] public void LockBeside(Door other) { Console.WriteLine(other); }
            [Ensures(DoorFacts.Locked)] public void LockAsItLikes(Door other) { other.Hang(); }
            public static Door Make() => new Door();
            public static Door MakeHung() { var door = new Door(); door.Hang(); return door; }
            public static Door MakeEither(bool isOak) => isOak ? new OakDoor() : new Door();
            public static Door MakePerhapsHung(bool isHung) { var door = new Door(); if (isHung) door.Hang(); return door; }
        }

        public sealed class OakDoor : Door { }

        public sealed class LitDoor
        {
            [FactWhile(true, DoorFacts.Lit)] public bool IsLit { get; set; } = true;
            [Requires(DoorFacts.Lit, Rule = DoorRules.HungLit)] public void Show() { }
        }

        public sealed class DarkDoor
        {
            [FactWhile(true, DoorFacts.Lit)] public bool IsLit { get; set; }
            [Requires(DoorFacts.Lit, Rule = DoorRules.HungLit)] public void Show() { }
        }

        public abstract class Joiner { public abstract void Join([LeavesWith(DoorFacts.Hung, Rule = DoorRules.LeftUnhung)] Door door); }
        public abstract class Opener { public abstract void Open([LeavesWithout(DoorFacts.Locked, Rule = DoorRules.LeftUnhung)] Door door); }
        """;

    [Theory]
    [InlineData("var door = Door.Make(); door.Lock();", "IRQU001 definite any: door.Lock()")]
    [InlineData("var door = Door.MakeEither(flag); door.Lock();", "IRQU001 definite any: door.Lock()")]
    [InlineData("var door = Door.MakePerhapsHung(flag); door.Lock();", "IRQU001 possible any: door.Lock()")]
    [InlineData("var door = Door.Make(); door.Hang(); door.Lock();", null)]
    [InlineData("var door = Door.MakeHung(); door.Lock();", null)]
    public Task What_a_method_has_made_is_as_new_as_the_method_left_it(string body, string? finding) => ExpectAsync(body, finding);

    [Theory]
    [InlineData("new DarkDoor().Show();", "IRQU002 definite any: new DarkDoor().Show()")]
    [InlineData("new DarkDoor { IsLit = true }.Show();", null)]
    [InlineData("new LitDoor().Show();", null)]
    public Task A_property_that_nobody_has_assigned_is_false(string body, string? finding) => ExpectAsync(body, finding);

    [Theory]
    [InlineData("var door = new Door(); new Door().LockBeside(door); door.Lock();", "IRQU001 definite any: door.Lock()")]
    [InlineData("var door = new Door(); new Door().LockAsItLikes(door); door.Lock();", null)]
    public Task An_operation_leaves_alone_what_its_contract_and_its_body_do_not_touch(string body, string? finding) => ExpectAsync(body, finding);

    [Theory]
    [InlineData("Joiner", "Join", "if (door.IsLit) return; door.Hang();", "IRQU003 possible any: return;")]
    [InlineData("Joiner", "Join", "Console.WriteLine(door);", "IRQU003 possible any: Join")]
    [InlineData("Joiner", "Join", "door.IsLit = false; door.Hang();", null)]
    [InlineData("Opener", "Open", "Console.WriteLine(door);", null)]
    public async Task Who_must_leave_something_with_a_fact_is_to_bring_it_about(string type, string method, string body, string? finding)
    {
        var model = Model.Source($"public sealed class Mine : {type} {{ public override void {method}(Door door) {{ {body} }} }}") + Doors;
        Assert.Equal(finding is null ? [] : [finding], (await Model.AnalyzeAsync(Model.Compile(model))).Select(Model.Render));
    }

    [Theory]
    [InlineData("Console.WriteLine(door);", "var door = Door.MakeHung(); door.Lock(); new Mine().Open(door);", "IRQU003 definite any: new Mine().Open(door)")]
    [InlineData("Console.WriteLine(door);", "var door = Door.MakeHung(); door.Lock(); ((Opener)new Mine()).Open(door);", "IRQU003 definite any: ((Opener)new Mine()).Open(door)")]
    [InlineData("Console.WriteLine(door);", "var door = Door.MakeHung(); door.Lock(); Pass(door);", "IRQU003 definite any: Pass(door)")]
    [InlineData("Console.WriteLine(door);", "var door = Door.MakeHung(); if (flag) door.Lock(); new Mine().Open(door);", "IRQU003 possible any: new Mine().Open(door)")]
    [InlineData("if (door.IsLit) return; door.Unlock();", "var door = Door.MakeHung(); door.Lock(); new Mine().Open(door);", "IRQU003 possible any: new Mine().Open(door)")]
    [InlineData("Console.WriteLine(door);", "var door = Door.MakeHung(); new Mine().Open(door);", null)]
    [InlineData("door.Unlock();", "var door = Door.MakeHung(); door.Lock(); new Mine().Open(door);", null)]
    public async Task What_must_be_left_without_a_fact_is_judged_by_what_the_caller_gives(string open, string body, string? finding)
    {
        var model = Model.Host(body, "private static void Pass(Door door) => new Mine().Open(door);")
            + Doors + $"public sealed class Mine : Opener {{ public override void Open(Door door) {{ {open} }} }}";
        Assert.Equal(finding is null ? [] : [finding], (await Model.AnalyzeAsync(Model.Compile(model))).Select(Model.Render));
    }

    [Theory]
    [InlineData("step(door)", "IRQU001 definite any: step(door)", "d => d.Lock()", "d => d.Hang()")]
    [InlineData("step(door)", null, "d => d.Hang()", "d => d.Lock()")]
    public async Task Steps_in_a_list_are_judged_where_nothing_is_called_but_the_steps(string call, string? finding, string first, string second)
    {
        var model = Model.Source(
            $"public sealed class Steps {{ private readonly List<Action<Door>> all = new() {{ d => d.IsLit = false, {first}, {second} }}; "
            + $"public void Run() {{ var door = new Door(); foreach (var step in all) {call}; }} }}") + Doors;
        Assert.Equal(finding is null ? [] : [finding], (await Model.AnalyzeAsync(Model.Compile(model))).Select(Model.Render));
    }

    private static async Task ExpectAsync(string body, string? finding) => Assert.Equal(
        finding is null ? [] : [finding], (await Model.AnalyzeAsync(Model.Compile(Model.Host(body) + Doors))).Select(Model.Render));
}
