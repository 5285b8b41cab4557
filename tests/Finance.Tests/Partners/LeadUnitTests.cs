using System.Text.Json;
using Cultivation.Finance.Banks;
using Cultivation.Hosting;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests.Partners;

/// <summary>The units that have to approve before a bank is told anything: named, approving, taking it back.</summary>
public sealed class LeadUnitTests
{
    private static readonly LeadUnit[] Units = [new("jd-economy", "区经委", "District economic commission"), new("jd-assets", "区国资公司", "District state assets company")];

    /// <summary>A district of its own, since naming the units concerns all its banks.</summary>
    [Fact]
    public async Task a_bank_is_told_once_every_unit_has_approved_and_no_more_when_one_takes_it_back()
    {
        await using var district = new District { HasNoLeadUnits = false };
        await district.InitializeAsync();
        var client = district.Client();
        Assert.False((await client.Read("lead-units")).GetProperty("named").GetBoolean());
        var bank = await Partner.With(district);
        var firm = await new Firm(district).Registered();
        await bank.Consent(firm);
        await firm.Recognised();
        await firm.Known(2);
        Assert.Equal("lead-units-unnamed", (await bank.Http.Read($"banks/{bank.Id}")).Text("silence"));
        await client.Command("lead-units", new NameLeadUnits(Units, "附件2")).Good();
        Assert.Equal("approval-missing", (await client.Read("banks")).GetProperty("banks")[0].Text("silence"));
        Assert.Empty(await bank.Pull());
        await client.Command($"banks/{bank.Id}/approvals", Approval("jd-economy")).Good();
        var approved = await client.Command($"banks/{bank.Id}/approvals", Approval("jd-assets")).Good();
        Assert.Equal((2, JsonValueKind.Null), (approved.GetProperty("approvals").GetArrayLength(), approved.GetProperty("silence").ValueKind));
        Assert.Equal("cn.cultivation.eligibility.granted.v1", (await bank.Pulled(1))[0].GetProperty("type").GetString());
        await client.Command($"banks/{bank.Id}/approvals/revocations", new RevokeApproval("jd-economy", "函3号", Today)).Good();
        var last = (await bank.Pulled(2))[1];
        Assert.Equal(("cn.cultivation.eligibility.coverage-ended.v1", 0), (last.GetProperty("type").GetString(), last.GetProperty("bookrows").GetInt32()));

        Assert.Equal((422, "lead-unit.unknown"), await client.Command($"banks/{bank.Id}/approvals", Approval("nobody")).Problem());
        Assert.Equal((404, "bank.unknown"), await client.Command("banks/nobody/approvals", Approval("jd-assets")).Problem());
        Assert.Equal((403, "auth.role-missing"), await district.Client([Roles.CaseWorker]).Command($"banks/{bank.Id}/approvals", Approval("jd-assets")).Problem());
    }

    [Fact]
    public void what_is_not_whole_is_refused()
    {
        var known = new LeadUnits().Evolve(new LeadUnitsNamed(Units, "附件2", "zhao"));
        var person = new Person("zhao", "赵", [Roles.Policy], [District.Code], null, null);
        Assert.Empty(NameLeadUnits.Decide(new(Units, "附件2"), known, person));
        Spec.Throws("lead-unit.code-malformed", () => NameLeadUnits.Decide(new([Units[0] with { Code = "区经委" }], "附件2"), known, person));
        Spec.Throws("lead-unit.name-missing", () => NameLeadUnits.Decide(new([Units[0] with { NameEn = " " }], "附件2"), known, person));
        Spec.Throws("lead-unit.twice", () => NameLeadUnits.Decide(new([Units[0], Units[0]], "附件2"), known, person));
        Spec.Throws("lead-unit.document-missing", () => NameLeadUnits.Decide(new(Units, ""), known, person));
        Spec.Throws("approval.document-missing", () => ApproveDisclosure.Decide(Approval("jd-assets") with { DocumentRef = "" }, Samples.BankA, known, person));
        Spec.Throws("approval.period-reversed", () => ApproveDisclosure.Decide(Approval("jd-assets") with { To = new(2025, 1, 1) }, Samples.BankA, known, person));
        Spec.Throws("approval.none", () => RevokeApproval.Decide(new("jd-assets", "函3号", Today), Samples.BankA, person, Today));
        var bank = Samples.BankA.Evolve(ApproveDisclosure.Decide(Approval("jd-assets"), Samples.BankA, known, person)[0]);
        Assert.Empty(ApproveDisclosure.Decide(Approval("jd-assets"), bank, known, person));
        Spec.Throws("approval.document-missing", () => RevokeApproval.Decide(new("jd-assets", "", Today), bank, person, Today));
        Spec.Throws("approval.revocation-day", () => RevokeApproval.Decide(new("jd-assets", "函3号", Today.AddDays(1)), bank, person, Today));
        var revoked = bank.Evolve(RevokeApproval.Decide(new("jd-assets", "函3号", Today), bank, person, Today)[0]);
        Assert.False(revoked.IsApproved("jd-assets", Today));
        Assert.Empty(RevokeApproval.Decide(new("jd-assets", "函3号", Today), revoked, person, Today));
    }

    private static DateOnly Today => Clock.Today(TimeProvider.System);

    private static ApproveDisclosure Approval(string unit) => new(unit, "批复1号", new(2026, 1, 1), new(2028, 12, 31));
}
