namespace Cultivation.Finance.SupportLists;

// Stored for ever in the firm's account: add, never rename.

/// <summary>The firm is on the district's support list (支持名单), which banks are told of as of a product.</summary>
/// <param name="From">First day on it.</param>
/// <param name="By">Subject of who entered it.</param>
public sealed record SupportListed(SupportReason Reason, DateOnly From, string By);

/// <summary>The firm left the support list.</summary>
/// <param name="On">First day on which it is not on it.</param>
public sealed record SupportDelisted(SupportExit Reason, DateOnly On, string By);

/// <summary>Why a firm is on the support list.</summary>
public enum SupportReason
{
    /// <summary>It named its need of finance in the yearly survey (融资需求调查).</summary>
    NeedSurvey,

    /// <summary>It is a firm that the district supports first (重点支持企业).</summary>
    KeyFirm,

    /// <summary>A town, street or zone put it forward.</summary>
    TownProposal,
}

/// <summary>Why a firm is no longer on the support list.</summary>
public enum SupportExit
{
    /// <summary>It has what it needed.</summary>
    NeedMet,

    /// <summary>It asked for it.</summary>
    OwnWish,

    /// <summary>It is listed for serious dishonesty.</summary>
    Dishonesty,

    /// <summary>It left the district or was closed.</summary>
    Gone,

    /// <summary>It was entered by mistake.</summary>
    Mistake,
}
