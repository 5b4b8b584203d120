using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.People;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.Folder;

/// <summary>Reads <c>people.json</c>: per person where it says so, from its defaults else, and from ours where a real export has no such file.</summary>
internal sealed class PeopleFile
{
    private static readonly JsonObject OurDefaults = TolerantJson.ParseObject("""
        {
          "kind": "person", "client": "Browser", "operatingSystem": "Windows 11", "managedDevice": true, "protocol": "none",
          "timeZone": "Europe/London", "workdayStart": "08:30", "workdayEnd": "17:30",
          "signInsPerDay": 3, "silentRefreshesPerDay": 3, "mistypesPerHundred": 3,
          "apps": ["00000002-0000-0ff1-ce00-000000000000", "00000003-0000-0ff1-ce00-000000000000", "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe"],
          "enrolls": { "afterWorkingDays": 2, "spreadWorkingDays": 3 },
          "key": { "aaGuid": "2fc0579f-8113-47ea-b116-bb5a8db9202a", "model": "YubiKey 5 NFC" },
          "keys": 1,
          "away": []
        }
        """)!;

    private readonly FileNode _file;
    private readonly DirectoryState _state;
    private readonly HashSet<DateOnly> _holidays;
    private readonly Dictionary<string, App> _apps;

    private PeopleFile(FileNode file, DirectoryState state)
    {
        _file = file;
        _state = state;
        _holidays = file["holidays"] is { IsThere: true } holidays ? [.. holidays.Items().Select(day => day.Date())] : [];
        _apps = KnownApps.All.ToDictionary(app => app.Id, StringComparer.OrdinalIgnoreCase);
        if (file["apps"] is { IsThere: true } apps)
            foreach (var (id, name) in apps.Properties())
                _apps[id] = new(id, name.Text());
    }

    public static (IReadOnlyDictionary<string, Behaviour> Behaviours, IReadOnlyList<LaterEdit> Later) Read(string path, DirectoryState state)
    {
        var people = new PeopleFile(TolerantJson.ReadIfThere(path) ?? new(path, new JsonObject(), "$"), state);
        return (people.Behaviours(), people.Later());
    }

    private Dictionary<string, Behaviour> Behaviours()
    {
        var said = _file["people"] is { IsThere: true } people ? people.Properties().ToList() : [];
        foreach (var (id, entry) in said)
            Known(id, entry);
        var byId = said.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        return _state.Users.Keys.ToDictionary(id => id, id => Behaviour(byId.GetValueOrDefault(id)), StringComparer.OrdinalIgnoreCase);
    }

    private Behaviour Behaviour(FileNode? person)
    {
        FileNode Said(string name) =>
            person?[name] is { IsThere: true } own ? own
            : _file["defaults"] is { IsThere: true } defaults && defaults[name] is { IsThere: true } general ? general
            : new(_file.File, OurDefaults[name], $"$.defaults.{name}");

        var start = Said("workdayStart").TimeOfDay();
        var end = Said("workdayEnd").TimeOfDay();
        if (end <= start) throw Said("workdayEnd").Wrong($"a time after {start:HH\\:mm}, the start of work");
        return new()
        {
            Kind = Said("kind").Text() switch
            {
                "person" => AccountKind.Person,
                "service" => AccountKind.Service,
                _ => throw Said("kind").Wrong("person or service"),
            },
            Client = Said("client").Text() switch
            {
                "Browser" => ClientApp.Browser,
                "Mobile Apps and Desktop clients" => ClientApp.MobileAppsAndDesktopClients,
                "Other clients" => ClientApp.OtherClients,
                "Exchange ActiveSync" => ClientApp.ExchangeActiveSync,
                _ => throw Said("client").Wrong("Browser, Mobile Apps and Desktop clients, Other clients or Exchange ActiveSync"),
            },
            Device = new(Said("operatingSystem").Text(), Said("managedDevice").Bool()),
            Protocol = Said("protocol").Text() switch
            {
                "none" => null,
                "deviceCode" => "deviceCode",
                "ropc" => "ropc",
                _ => throw Said("protocol").Wrong("none, deviceCode or ropc"),
            },
            Calendar = new(Said("timeZone").TimeZone(), start, end, _holidays, [.. Said("away").Items().Select(Away)]),
            Apps = [.. Said("apps").Items().Select(app => _apps.GetValueOrDefault(app.Text()) ?? new App(app.Text(), app.Text()))],
            SignInsPerDay = Said("signInsPerDay").Int(),
            SilentRefreshesPerDay = Said("silentRefreshesPerDay").Int(),
            MistypesPerHundred = Said("mistypesPerHundred").Int(),
            Enrolls = Enrollment(Said("enrolls")),
            Key = new(Said("key")["aaGuid"].Id().ToString(), Said("key")["model"].Text()),
            Keys = Said("keys").Int(),
        };
    }

    private static Enrolls Enrollment(FileNode said) => said.Node switch
    {
        JsonObject fields when fields.Flag("onlyWithPass") is true => new Enrolls.OnlyWithPass(),
        JsonObject => new Enrolls.After(said["afterWorkingDays"].Int(), said["spreadWorkingDays"] is { IsThere: true } spread ? spread.Int() : 0),
        var value when value.AsText() == "never" => new Enrolls.Never(),
        _ => throw said.Wrong("\"never\", {\"afterWorkingDays\": n, \"spreadWorkingDays\": m} or {\"onlyWithPass\": true}"),
    };

    private static Absence Away(FileNode said)
    {
        var (from, until) = (said["from"].Date(), said["until"].Date());
        return from <= until && until < from.AddYears(5) ? new(from, until) : throw said["until"].Wrong($"a date from {from:yyyy-MM-dd} on, less than five years later");
    }

    private List<LaterEdit> Later() =>
        _file["later"] is { IsThere: true } later ? [.. later.Items().Select(Edit).OrderBy(edit => edit.At)] : [];

    private LaterEdit Edit(FileNode said)
    {
        var at = said["at"].Instant();
        var user = Known(said["user"].Text(), said["user"]);
        return said["do"].Text() switch
        {
            "addMember" => new LaterEdit.AddMember(at, KnownGroup(said["group"]), user),
            "removeMember" => new LaterEdit.RemoveMember(at, KnownGroup(said["group"]), user),
            "disable" => new LaterEdit.SetEnabled(at, user, false),
            "enable" => new LaterEdit.SetEnabled(at, user, true),
            "signIn" => new LaterEdit.SignIn(at, user),
            _ => throw said["do"].Wrong("addMember, removeMember, disable, enable or signIn"),
        };
    }

    private string Known(string userId, FileNode at) =>
        _state.Users.ContainsKey(userId) ? userId : throw at.Wrong($"the id of a user of users.json; {userId} is none");

    private string KnownGroup(FileNode group) =>
        _state.Groups.Find(group.Text()) is not null ? group.Text() : throw group.Wrong("the id of a group of groups.json");
}
