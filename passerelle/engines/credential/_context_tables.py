"""The two vocabularies a diploma is written with, as tables.

One line a term: its name, its IRI (`prefix:` alone repeats the name), then what applies:
a datatype (`xsd:float`, or `@id` for a reference), a container (`@set`), `{}` where the
published document writes the long form, `null` for a scoped context that is void.
The lines indented below a term are its scoped context; `bare` scopes it without id and type.
"""

# W3C Verifiable Credentials Data Model 2.0, appendix B.1 (base context).
CREDENTIALS_V2 = """
description schema:
digestMultibase sec: sec:multibase
digestSRI cred: cred:sriString
mediaType schema:encodingFormat {}
name schema:
VerifiableCredential cred:
  confidenceMethod cred: @id
  credentialSchema cred: @id
  credentialStatus cred: @id
  credentialSubject cred: @id
  description schema:
  evidence cred: @id
  issuer cred: @id
  name schema:
  proof sec: @id @graph
  refreshService cred: @id
  relatedResource cred: @id
  renderMethod cred: @id
  termsOfUse cred: @id
  validFrom cred: xsd:dateTime
  validUntil cred: xsd:dateTime
EnvelopedVerifiableCredential cred:
VerifiablePresentation cred:
  holder cred: @id
  proof sec: @id @graph
  termsOfUse cred: @id
  verifiableCredential cred: @id @graph null
EnvelopedVerifiablePresentation cred:
JsonSchemaCredential cred:
JsonSchema cred:
  jsonSchema cred: @json
BitstringStatusListCredential status:
BitstringStatusList status:
  encodedList status: sec:multibase
  statusPurpose status:
  ttl status:
BitstringStatusListEntry status:
  statusListCredential status: @id
  statusListIndex status:
  statusPurpose status:
  statusMessage status:
    message status:
    status status:
  statusReference status: @id
  statusSize status: xsds:integer
DataIntegrityProof sec:
  challenge sec:
  created dc: xsd:dateTime
  cryptosuite sec: sec:cryptosuiteString
  domain sec:
  expires sec:expiration xsd:dateTime
  nonce sec:
  previousProof sec: @id
  proofPurpose sec: @vocab
    assertionMethod sec: @id @set
    authentication sec:authenticationMethod @id @set
    capabilityDelegation sec:capabilityDelegationMethod @id @set
    capabilityInvocation sec:capabilityInvocationMethod @id @set
    keyAgreement sec:keyAgreementMethod @id @set
  proofValue sec: sec:multibase
  verificationMethod sec: @id
... jwt: {}
_sd jwt: @json
_sd_alg jwt: {}
aud jwt: @id
cnf jwt: bare
  kid jwt: @id
  jwk jwt: @json
exp jwt: xsds:nonNegativeInteger
iat jwt: xsds:nonNegativeInteger
iss jose: @id
jku jose: @id
kid jose: @id
nbf jwt: xsds:nonNegativeInteger
sub jose: @id
x5u jose: @id
"""

# 1EdTech Open Badges 3.0, context 3.0.3, without the `endorsementJwt` and `jti` that one of
# its two publications adds: no credential of ours uses them, none that does is accepted.
OPEN_BADGES_3_0_3 = """
OpenBadgeCredential ob:
Achievement ob:
  achievementType ob:
  alignment ob: @set
  creator ob:
  creditsAvailable ob: xsds:float
  criteria ob:Criteria @id
  fieldOfStudy ob:
  humanCode ob:
  image ob: @id
  otherIdentifier ob: @set
  related ob: @set
  resultDescription ob: @set
  specialization ob:
  tag schema:keywords @set
  version ob:
  inLanguage schema:
AchievementCredential OpenBadgeCredential
AchievementSubject ob:
  achievement ob:
  activityEndDate ob: xsds:date
  activityStartDate ob: xsds:date
  creditsEarned ob: xsds:float
  identifier ob: @set
  image ob: @id
  licenseNumber ob:
  result ob: @set
  role ob:
  source ob: @id
  term ob:
Address ob:
  addressCountry schema:
  addressCountryCode ob:CountryCode
  addressLocality schema:
  addressRegion schema:
  geo ob:GeoCoordinates
  postOfficeBoxNumber schema:
  postalCode schema:
  streetAddress schema:
Alignment schema:AlignmentObject
  targetCode ob:
  targetDescription schema:
  targetFramework schema:
  targetName schema:
  targetType ob:
  targetUrl schema: xsds:anyURI
Criteria ob:
EndorsementCredential ob:
EndorsementSubject ob:
  endorsementComment ob:
Evidence ob:
  audience schema:
  genre schema:
GeoCoordinates ob:
  latitude schema:
  longitude schema:
IdentifierEntry ob:
  identifier ob:
  identifierType ob:
IdentityObject ob:
  hashed ob: xsds:boolean
  identityHash ob:
  identityType ob:
  salt ob:
Image ob:
  caption schema:
Profile ob:
  additionalName schema:
  address ob: @id
  dateOfBirth ob: xsds:date
  email schema:
  familyName schema:
  familyNamePrefix ob:
  givenName schema:
  honorificPrefix schema:
  honorificSuffix schema:
  image ob: @id
  otherIdentifier ob: @set
  parentOrg ob: @id
  patronymicName ob:
  phone ob:
  official ob:
Related ob:
  version ob:
  inLanguage schema:
Result ob:
  achievedLevel ob: xsds:anyURI
  resultDescription ob: xsds:anyURI
  status ob:
  value schema:
ResultDescription ob:
  allowedValue ob: @list
  requiredLevel ob: xsds:anyURI
  requiredValue ob:
  resultType ob:
  rubricCriterionLevel ob: @set
  valueMax ob:
  valueMin ob:
RubricCriterionLevel ob:
  level ob:
  points ob:
alignment ob: @set
description schema:
endorsement ob: @set
image ob: @id
inLanguage schema:
name schema:
narrative ob:
url schema: xsds:anyURI
awardedDate ob: literally:xsd:dateTime
"""
