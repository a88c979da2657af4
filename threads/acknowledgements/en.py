"""English acknowledgements."""

from threads.acknowledgements.vocabulary import vocabulary

VOCABULARY = vocabulary(
    got_it="""
ok
okay
okey
okie
okidoki
okie dokie
k
kk
got it
gotcha
got that
understood
noted
duly noted
ack
acked
acknowledged
roger
roger that
copy
copy that
sounds good
sounds great
sounds fine
sounds like a plan
looks good
looks great
looks good to me
lgtm
sgtm
wfm
works for me
fine
fine by me
fine with me
fair enough
makes sense
agreed
+1
plus one
same here
will do
can do
sure
sure thing
of course
no problem
np
no worries
all good
all clear
alright
all right
right
cool
great
good
nice
super
perfect
excellent
awesome
brilliant
lovely
wonderful
fantastic
amazing
good to know
i see
seen
read
received
thumbs up
""",
    done="""
done
all done
and done
done and done
it's done
that's done
this is done
done now
""",
    looking="""
looking
looking at it
looking at this
looking at it now
looking into it
looking into this
looking into that
i'm looking
i'm looking at it
i'm looking into it
i'll look
i'll look at it
i'll look at this
i'll look into it
i'll look into this
i will look
i will look into it
will look
will look into it
will take a look
i'll take a look
i will take a look
i'll have a look
will have a look
taking a look
having a look
let me look
let me take a look
on it
i'm on it
am on it
checking
checking now
i'll check
will check
""",
    thanks="""
thanks
thank you
thankyou
thank u
thx
thnx
thks
tnx
tx
ty
tysm
tyvm
cheers
ta
much appreciated
appreciated
appreciate it
appreciate this
appreciate that
i appreciate it
many thanks
with thanks
thanks for this
thanks for that
thanks for it
thanks for sharing
thanks for letting me know
thanks for letting us know
thanks for the update
thanks for the heads up
thanks for the info
thanks for the reminder
thanks for the help
thanks for your help
thanks for doing this
thanks for looking
thank you for this
thank you for sharing
thank you for the update
thank you for your help
""",
    fillers="""
all
everyone
everybody
folks
team
so much
very much
a lot
a million
again
then
and
now
with it
very
really
that's
that is
this is
it's
all of you
both
oh
ah
hey
hi
yes
yep
yup
yeah
""",
    never_names="""
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
i you he she we they it no not but and or if so why what when where who how please today tomorrow
""",
)
